import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure, Flags } from './benchmark.ts';

/** What one run of a benchmark gave. */
export interface Result {
  readonly name: string;
  readonly flags: Flags;
  /** Where it ran, and how busy that machine was at its start. */
  readonly machine: string;
  /** ISO 8601. */
  readonly date: string;
  /** What was installed then, of what the benchmarks stand beside. */
  readonly versions: Readonly<Record<string, string>>;
  /** How long it took. */
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

/** Figures with as many digits as mean something. */
function rounded(figure: Figure): Figure {
  return { ...figure, values: figure.values.map((value) => Number(value.toPrecision(7))) };
}

/** The results of a file; none if it is not there. */
export function readResults(file: URL): readonly Result[] {
  if (!existsSync(file)) return [];
  const { results }: { results: readonly Result[] } = JSON.parse(readFileSync(file, 'utf8'));
  return results;
}

/** Writes results to a file, a figure a line, so that a change shows what changed. */
export function writeResults(file: URL, results: readonly Result[]): void {
  writeFileSync(file, `{"results":[\n${results.map(asText).join(',\n')}\n]}\n`);
}

function asText({ figures, seconds, ...result }: Result): string {
  const head = JSON.stringify({ ...result, seconds: Math.round(seconds) });
  const lines = figures.map((figure) => JSON.stringify(rounded(figure)));
  return `${head.slice(0, -1)},"figures":[\n${lines.join(',\n')}\n]}`;
}
