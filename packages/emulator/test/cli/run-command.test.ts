import { describe, expect, test } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';

const node = (program: string): readonly string[] => [process.execPath, '-e', program];

describe('a command', () => {
  test('gives its exit code, and has the variables', async () => {
    const env = { ...process.env, CODE: '7' };
    expect(await runCommand(node('process.exitCode = Number(process.env.CODE)'), env)).toBe(7);
    expect(await runCommand(node(''), env)).toBe(0);
  });

  test.skipIf(process.platform === 'win32')(
    'is sent the signals of this process, and no more once it has ended',
    async () => {
      const before = process.listenerCount('SIGTERM');
      const running = runCommand(node('setInterval(() => {}, 1000)'), process.env);
      expect(process.listenerCount('SIGTERM')).toBe(before + 1);
      process.emit('SIGTERM', 'SIGTERM');
      expect(await running).toBe(128 + 15);
      expect(process.listenerCount('SIGTERM')).toBe(before);
    },
  );

  test.skipIf(process.platform === 'win32')('that there is not is named', async () => {
    await expect(runCommand(['no-such-command-anywhere'], process.env)).rejects.toThrow(
      'cannot run "no-such-command-anywhere": there is no such command',
    );
    await expect(runCommand(['/'], process.env)).rejects.toThrow(/cannot run "\/": .*EACCES/u);
  });
});
