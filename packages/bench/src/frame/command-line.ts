import { parseArgs } from 'node:util';
import type { Benchmark, Flags } from './benchmark.ts';

/** What is asked for. */
interface Wanted {
  readonly chosen: readonly Benchmark[];
  /** The numbers for a benchmark: as given, or its own. */
  flagsOf(benchmark: Benchmark): Flags;
  /** Where the figures go as JSON. */
  readonly jsonFile: string | undefined;
}

/** @throws Error for a name that no benchmark begins with, a flag that none of the chosen ones has, or no number in one. */
export function readCommandLine(args: readonly string[], benchmarks: readonly Benchmark[]): Wanted {
  const flags = benchmarks.flatMap((benchmark) => Object.keys(benchmark.flags ?? {}));
  const options = Object.fromEntries(['json', ...flags].map((flag) => [flag, { type: 'string' } as const]));
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const chosen = benchmarks.filter(
    ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
  );
  if (chosen.length === 0) {
    throw new Error(
      `no benchmark begins with ${positionals.join(' or ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}`,
    );
  }
  const { json, ...given } = values;
  const numbers = Object.entries(given).map(([flag, text]) => {
    if (!chosen.some((benchmark) => flag in (benchmark.flags ?? {}))) {
      throw new Error(`--${flag} means nothing to ${chosen.map(({ name }) => name).join(', ')}`);
    }
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) throw new Error(`--${flag} is a number, not ${text}`);
    return [flag, value] as const;
  });
  return {
    chosen,
    flagsOf: ({ flags: own = {} }) => ({
      ...own,
      ...Object.fromEntries(numbers.filter(([flag]) => flag in own)),
    }),
    jsonFile: json,
  };
}
