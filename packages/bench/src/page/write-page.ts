import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Benchmark } from '../frame/benchmark.ts';
import type { Result } from '../frame/results.ts';
import { readResults, writeResults } from '../frame/results.ts';
import type { Section } from './page.ts';
import { pageOf } from './page.ts';
import { drawPlot } from './plot.ts';

const docs = new URL('../../../../docs/', import.meta.url);

/** The page and its pictures, from the figures in `docs/benchmarks.json` and the new ones, which take the place of old ones. */
export function writePage(benchmarks: readonly Benchmark[], fresh: readonly Result[], folder = docs): void {
  const file = new URL('benchmarks.json', folder);
  const known = sectionsOf(benchmarks, [...fresh, ...readResults(file)]).map(({ result }) => result);
  writeResults(file, known);
  const sections = sectionsOf(benchmarks, readResults(file)); // With the digits that stand there.
  const images = new URL('images/benchmarks/', folder);
  rmSync(images, { recursive: true, force: true });
  mkdirSync(images, { recursive: true });
  for (const { benchmark, result } of sections) {
    for (const plot of benchmark.plots ?? []) {
      writeFileSync(new URL(`${plot.name}.svg`, images), drawPlot(plot, result.figures));
    }
  }
  writeFileSync(new URL('benchmarks.md', folder), pageOf(sections));
}

/** Each benchmark with its first result. */
export function sectionsOf(benchmarks: readonly Benchmark[], results: readonly Result[]): readonly Section[] {
  return benchmarks.flatMap((benchmark) => {
    const result = results.find(({ name }) => name === benchmark.name);
    return result === undefined ? [] : [{ benchmark, result, findings: findingsOf(benchmark) }];
  });
}

function findingsOf({ name }: Benchmark): string | undefined {
  const file = new URL(`../${name}/findings.md`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
