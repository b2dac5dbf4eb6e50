import { expect, test } from 'vitest';
import type { Benchmark } from '../src/frame/benchmark.ts';
import { readCommandLine } from '../src/frame/command-line.ts';

function benchmark(name: string, given: Partial<Benchmark> = {}): Benchmark {
  return { name, about: '', run: async () => [], ...given };
}

const size = benchmark('size', { quick: {} });
const scale = benchmark('scale', { flags: { users: 1000, runs: 3 }, quick: { users: 10 } });
const shared = benchmark('redis-shared', { needs: 'redis-server', flags: { users: 5 } });
const all = [size, scale, shared];

test('without names all run that need nothing else, and the page is written', () => {
  const { chosen, write, onlyPage, flagsOf } = readCommandLine([], all);
  expect(chosen).toEqual([size, scale]);
  expect({ write, onlyPage }).toEqual({ write: true, onlyPage: false });
  expect(flagsOf(scale)).toEqual({ users: 1000, runs: 3 });
});

test('the beginning of a name chooses, and nothing is written unless that is asked for', () => {
  expect(readCommandLine(['redis'], all)).toMatchObject({ chosen: [shared], write: false });
  expect(readCommandLine(['s', '--write'], all)).toMatchObject({ chosen: [size, scale], write: true });
});

test('a quick run takes the smaller numbers, and leaves out what has none', () => {
  const { chosen, write, flagsOf } = readCommandLine(['--quick'], all);
  expect(chosen).toEqual([size, scale]);
  expect(write).toBe(false);
  expect(flagsOf(scale)).toEqual({ users: 10, runs: 3 });
  expect(readCommandLine(['--quick', '--users', '7'], all).flagsOf(scale)).toEqual({ users: 7, runs: 3 });
});

test('figures of other sizes than the usual ones do not go into the page by themselves', () => {
  const { write, flagsOf } = readCommandLine(['--users', '7'], all);
  expect(write).toBe(false);
  expect(flagsOf(scale)).toEqual({ users: 7, runs: 3 });
});

test.each([
  [['siez'], /no benchmark begins with siez; there are size, scale, redis-shared/],
  [['size', '--users', '7'], /--users means nothing to size/],
  [['scale', '--users', 'many'], /--users is a number, not many/],
  [['scale', '--users', ''], /--users is a number, not /],
  [['scale', '--user', '7'], /--user/],
  [['--quick', '--write'], /leave out --write/],
])('%j is refused', (args, message) => {
  expect(() => readCommandLine(args, all)).toThrow(message);
});
