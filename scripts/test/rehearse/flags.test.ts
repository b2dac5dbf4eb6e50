import { expect, test } from 'vitest';
import { FlagError, readFlags } from '../../src/rehearse/flags.ts';

const checks = ['packs', 'bun', 'deno'];

test('without flags all checks are made, and nothing is kept', () => {
  expect(readFlags([], checks)).toEqual({ only: undefined, keep: false, help: false });
});

test('--only takes lists, and may be repeated', () => {
  const { only } = readFlags(['--only', 'bun, deno', '--only=packs', '--keep'], checks);
  expect([...(only ?? [])]).toEqual(['bun', 'deno', 'packs']);
});

test.each([
  [['--only', 'netscape'], 'there is no check netscape; there are packs, bun, deno'],
  [['--only'], "Option '--only <value>' argument missing"],
  [['--fast'], "Unknown option '--fast'"],
  [['bun'], "Unexpected argument 'bun'"],
])('%j is refused', (args, message) => {
  expect(() => readFlags(args, checks)).toThrow(FlagError);
  expect(() => readFlags(args, checks)).toThrow(message);
});
