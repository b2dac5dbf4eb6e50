import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CommandError } from './cli-errors.ts';

const onWindows = process.platform === 'win32';
const handedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As shells have it. */
const signalled = 128;

/** As `cmd` wants it, which runs the scripts that package managers make of a package's commands. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/**
 * Runs a command in this process's place: same standard streams, its signals are handed on, and its exit code is given;
 * for one that a signal ended, 128 and the number of the signal.
 */
export function runCommand(
  [name = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const child = onWindows
    ? spawn([name, ...args].map(quoted).join(' '), { env, stdio: 'inherit', shell: true })
    : spawn(name, args, { env, stdio: 'inherit' });
  // Ctrl-C reaches both from the terminal: handed on, it would reach the command twice.
  const handOn = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of handedOn) process.on(signal, handOn);
  return new Promise<number>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'ENOENT' ? 'there is no such command' : cause.message;
      reject(new CommandError(`cannot run ${JSON.stringify(name)}: ${reason}`, { cause }));
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 0) : signalled + constants.signals[signal]);
    });
  }).finally(() => {
    for (const signal of handedOn) process.off(signal, handOn);
  });
}
