import { expect, test } from 'vitest';
import { CommandFailure } from '../../src/rehearse/command-failure.ts';
import { Commands } from '../../src/rehearse/commands.ts';

const never = new AbortController().signal;
const here = { cwd: process.cwd(), env: process.env };
const node = (program: string): [string, string[]] => [process.execPath, ['--eval', program]];

/** A program that starts another one, which holds its streams open for ever: only when both have ended, they are closed. */
const withChild = (then: string): string => `
  const wait = 'console.log("started"); setInterval(() => {}, 1000)';
  const child = require('node:child_process').spawn(process.execPath, ['--eval', wait], { stdio: 'inherit' });
  ${then}`;

test('what a program prints on its standard output is given', async () => {
  const { run } = new Commands(never);
  expect(await run(...node("console.error('no'); console.log('yes')"), here)).toBe('yes\n');
});

test('a failure says what was run, how it ended and what was printed', async () => {
  const { run } = new Commands(never);
  const failure = await run(...node("console.log('one'); console.error('two'); process.exit(3)"), here).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(CommandFailure);
  expect(String(failure)).toMatch(/node --eval[\s\S]*failed \(exit code 3\)/);
  expect(String(failure)).toMatch(/one/);
  expect(String(failure)).toMatch(/two/);
});

test('a program that does not exist is named', async () => {
  const { run } = new Commands(never);
  await expect(run('cliqkit-no-such-program', [], here)).rejects.toThrow(
    /cliqkit-no-such-program cannot be run/,
  );
});

test('what a program has started ends with it', async () => {
  const { run } = new Commands(never);
  const leaves = 'setTimeout(() => process.exit(), 500)';
  expect(await run(...node(withChild(leaves)), here)).toMatch(/^(started\n)?$/);
});

test('a program that takes too long is ended with all that it has started', async () => {
  const { run } = new Commands(never);
  const running = run(...node(withChild('setInterval(() => {}, 1000)')), { ...here, timeoutMs: 1000 });
  await expect(running).rejects.toThrow('took more than 1 s, and was ended');
});

test('when the user stops it, all that runs is ended and nothing more is started', async () => {
  const interrupt = new AbortController();
  const { run } = new Commands(interrupt.signal);
  const running = run(...node(withChild('setInterval(() => {}, 1000)')), here);
  const reason = new Error('interrupted by the test');
  interrupt.abort(reason);
  await expect(running).rejects.toBe(reason);
  await expect(async () => run(...node(''), here)).rejects.toBe(reason);
});
