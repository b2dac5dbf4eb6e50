import { writeFileSync } from 'node:fs';
import { benchmarks } from './benchmarks.ts';
import { readCommandLine } from './frame/command-line.ts';
import { machine } from './frame/machine.ts';
import { report } from './frame/report.ts';
import type { Result } from './frame/results.ts';
import { verdictsOf } from './frame/verdict.ts';
import { versionsOfPeers } from './page/versions.ts';
import { writePage } from './page/write-page.ts';

const { chosen, flagsOf, jsonFile, write, onlyPage } = readCommandLine(process.argv.slice(2), benchmarks);

const versions = versionsOfPeers();
const results: Result[] = [];
for (const benchmark of onlyPage ? [] : chosen) {
  const { name, about } = benchmark;
  const place = machine();
  const flags = flagsOf(benchmark);
  console.log(`\n${name}\n  ${about}\n  ${place}\n`);
  const start = performance.now();
  const figures = await benchmark.run(flags);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${report(figures)}\n\n  ${seconds.toFixed(1)} s`);
  results.push({ name, flags, machine: place, date: new Date().toISOString(), versions, seconds, figures });
}

if (!onlyPage) {
  const misses = results.flatMap(({ name, figures }) =>
    verdictsOf(figures).flatMap(({ name: figure, met }) => (met ? [] : [`${name}: ${figure}`])),
  );
  console.log(misses.length === 0 ? '\nEvery target is met.' : `\nMissed targets:\n  ${misses.join('\n  ')}`);
  if (jsonFile !== undefined) writeFileSync(jsonFile, JSON.stringify({ results }, null, 2));
}
if (write || onlyPage) {
  writePage(benchmarks, results);
  console.log('\nWritten: docs/benchmarks.md, its pictures, docs/benchmarks.json');
}
