import { parseArgs } from 'node:util';
import type { Benchmark, Flags } from './benchmark.ts';

/** What is asked for. */
export interface Wanted {
  readonly chosen: readonly Benchmark[];
  /** The numbers for a benchmark: as given, or its own. */
  flagsOf(benchmark: Benchmark): Flags;
  /** Where the figures go as JSON. */
  readonly jsonFile: string | undefined;
  /** Whether the figures go into the page: when all are run as they are, or when it is asked for. */
  readonly write: boolean;
  /** Nothing is measured: the page is made anew from the figures that it has. */
  readonly onlyPage: boolean;
}

/**
 * @throws Error for a name that no benchmark begins with, a flag that none of the chosen ones has, no number in one, or
 * figures of a quick run for the page.
 */
export function readCommandLine(args: readonly string[], benchmarks: readonly Benchmark[]): Wanted {
  const own = benchmarks.flatMap((benchmark) => Object.keys(benchmark.flags ?? {}));
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(own.map((flag) => [flag, { type: 'string' } as const])),
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { json, quick, write, page, ...given } = values;
  const chosen = benchmarks.filter(
    (benchmark) => isNamed(benchmark, positionals) && !(quick && benchmark.quick === undefined),
  );
  if (chosen.length === 0) {
    const names = benchmarks.map(({ name }) => name).join(', ');
    throw new Error(`no benchmark begins with ${positionals.join(' or ')}; there are ${names}`);
  }
  if (quick && write) throw new Error('--quick measures too little for the page; leave out --write');
  const numbers = Object.entries(given).map(([flag, text]) => [flag, numberOf(flag, text, chosen)] as const);
  return {
    chosen,
    flagsOf: (benchmark) => ({
      ...benchmark.flags,
      ...(quick ? benchmark.quick : {}),
      ...Object.fromEntries(numbers.filter(([flag]) => flag in (benchmark.flags ?? {}))),
    }),
    jsonFile: json,
    write: write || (positionals.length === 0 && numbers.length === 0 && !quick),
    onlyPage: page,
  };
}

/** Without any names, all are meant that need nothing else. */
function isNamed({ name, needs }: Benchmark, starts: readonly string[]): boolean {
  return starts.length === 0 ? needs === undefined : starts.some((start) => name.startsWith(start));
}

function numberOf(flag: string, text: unknown, chosen: readonly Benchmark[]): number {
  if (!chosen.some((benchmark) => flag in (benchmark.flags ?? {}))) {
    throw new Error(`--${flag} means nothing to ${chosen.map(({ name }) => name).join(', ')}`);
  }
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Error(`--${flag} is a number, not ${text}`);
  return value;
}
