import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const fixtures = at('./fixtures');

interface Ended {
  readonly code: number | null;
  /** Both streams, as they came. */
  readonly output: string;
}

async function run(args: readonly string[], cwd: string): Promise<Ended> {
  const { NODE_TEST_CONTEXT: _, VITEST: __, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, NODE_OPTIONS: '', NO_COLOR: '1', FORCE_COLOR: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

/** What was printed of a test, without the times in it. */
function reportOf(output: string, name: string): string | undefined {
  const lines = output.split('\n');
  const start = lines.findIndex(
    (line) => line.startsWith('@cliqkit/emulator: ') && line.endsWith(`in "${name}"`),
  );
  if (start === -1) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => !/^( {2}|Violations$|Faults that)/u.test(line));
  return lines
    .slice(start, length === -1 ? undefined : start + 1 + length)
    .join('\n')
    .replaceAll(/\d\d:\d\d:\d\d\.\d{3}/gu, 'hh:mm:ss.sss')
    .replaceAll(/by user \d+, at \S+:/gu, 'by user 1, at that time:');
}

describe('with vitest', () => {
  test('the journal of a failed test is printed, and nothing of one that passes', {
    timeout: 120_000,
  }, async () => {
    const vitest = fileURLToPath(new URL('./vitest.mjs', import.meta.resolve('vitest/package.json')));
    const { code, output } = await run([vitest, 'run', '--root', fixtures], fixtures);
    expect(code).toBe(1);
    expect(output).toMatch(/Tests +5 failed \| 3 passed/u);

    expect(reportOf(output, 'with an emulator > passes quietly')).toBeUndefined();
    expect(reportOf(output, 'with an emulator > expects too much')).toBe(
      [
        '@cliqkit/emulator: what has arrived in "with an emulator > expects too much"',
        '  #  time          call              status  code  fault',
        '  1  hh:mm:ss.sss  getPinCategories  200',
        '  2  hh:mm:ss.sss  getPinCategories  429                  over the limit',
        'Violations',
        '  over-limit: call 2, getPinCategories by user 1, at that time: 1 calls are allowed in 60 s; locked for 300 s',
        'Faults that have not struck',
        '  createPinCategory: {"kind":"status","status":503}',
      ].join('\n'),
    );
    expect(reportOf(output, 'with an emulator > calls nobody')).toBe(
      '@cliqkit/emulator: nothing has arrived in "with an emulator > calls nobody"',
    );
    expect(output).toContain('of 1 planned faults 1 did not strike');
    expect(reportOf(output, 'with an emulator > passes without its fault')).toContain('getPinCategories');
    expect(reportOf(output, 'with one that forgives nothing > breaks a limit')).toContain('over the limit');
    expect(output).toMatch(/number 2" starts while .*number 1" runs, and tests that run at the same time/u);
  });
});

describe('with node:test', () => {
  test('the journal of a failed test is printed, and nothing of one that passes', {
    timeout: 120_000,
  }, async () => {
    const { code, output } = await run(
      [
        ...['--conditions=@cliqkit/source', '--import', 'tsx', '--test', '--test-reporter=spec'],
        `${fixtures}/failing.node-test.ts`,
      ],
      // Where tsx is found.
      at('../../../../test/'),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/pass 4\n/u);
    expect(output).toMatch(/fail 2\n/u);
    expect(reportOf(output, 'with an emulator > passes quietly')).toBeUndefined();
    expect(reportOf(output, 'with an emulator > has parts')).toBeUndefined();
    expect(reportOf(output, 'with an emulator > expects too much')).toBe(
      [
        '@cliqkit/emulator: what has arrived in "with an emulator > expects too much"',
        '  #  time          call              status  code  fault',
        '  1  hh:mm:ss.sss  getPinCategories  200',
        'Faults that have not struck',
        '  createPinCategory: {"kind":"status","status":503}',
      ].join('\n'),
    );
    expect(output).toContain('of 1 planned faults 1 did not strike');
  });
});
