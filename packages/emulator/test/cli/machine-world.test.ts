import { afterEach, describe, expect, test, vi } from 'vitest';
import { machineWorld } from '../../src/cli/machine-world.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the world of a process', () => {
  test.each([
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '1' }, true],
    [{ NO_COLOR: undefined, FORCE_COLOR: '0' }, false],
  ])('shows colours as %j says', (env, color) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(machineWorld().color).toBe(color);
  });

  test.each([
    [true, 'xterm', true],
    [true, 'dumb', false],
    [false, 'xterm', false],
  ])('shows colours on a terminal that can: %s, %s', (isTTY, term, color) => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('TERM', term);
    const before = process.stdout.isTTY;
    process.stdout.isTTY = isTTY;
    expect(machineWorld().color).toBe(color);
    process.stdout.isTTY = before;
  });

  test('knows which processes run', () => {
    const { isRunning, pid } = machineWorld();
    expect(isRunning(pid)).toBe(true);
    // More than any system gives.
    expect(isRunning(2 ** 30)).toBe(false);
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    expect(isRunning(1)).toBe(true);
  });

  test('keeps session files of each user apart', () => {
    expect(machineWorld().sessionFolder).toMatch(/cliqkit-emulator-\w+$/u);
  });

  test('prints on the standard streams', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { print, printError } = machineWorld();
    print('a');
    printError('b');
    expect([log.mock.calls, error.mock.calls]).toEqual([[['a']], [['b']]]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is interrupted by %s', async (signal) => {
    const interrupted = machineWorld().interrupted();
    process.emit(signal, signal);
    await interrupted;
  });

  test('runs a command with variables beside its own', async () => {
    const program = 'process.exitCode = process.env.PATH !== undefined && process.env.EXTRA === "1" ? 3 : 4';
    expect(await machineWorld().runCommand([process.execPath, '-e', program], { EXTRA: '1' })).toBe(3);
  });
});
