import { writeFileSync } from 'node:fs';
import { inProcess } from './emulator/in-process.ts';
import { memory } from './emulator/memory.ts';
import { slowConnections } from './emulator/slow-connections.ts';
import { startup } from './emulator/startup.ts';
import { throughput } from './emulator/throughput.ts';
import type { Benchmark, Figure } from './frame/benchmark.ts';
import { readCommandLine } from './frame/command-line.ts';
import { machine } from './frame/machine.ts';
import { missed, report } from './frame/report.ts';
import { redisMemory } from './redis/memory.ts';
import { redisPeers } from './redis/peers.ts';
import { redisScale } from './redis/scale.ts';
import { redisThroughput } from './redis/throughput.ts';

const benchmarks: readonly Benchmark[] = [
  startup,
  throughput,
  slowConnections,
  memory,
  inProcess,
  redisThroughput,
  redisMemory,
  redisPeers,
  redisScale,
];

const { chosen, flagsOf, jsonFile } = readCommandLine(process.argv.slice(2), benchmarks);

console.log(machine());
const misses: string[] = [];
const results: { name: string; flags: object; figures: readonly Figure[] }[] = [];
for (const benchmark of chosen) {
  const { name, about } = benchmark;
  console.log(`\n${name}\n  ${about}\n`);
  const flags = flagsOf(benchmark);
  const figures = await benchmark.run(flags);
  console.log(report(figures));
  misses.push(...missed(figures).map((figure) => `${name}: ${figure}`));
  results.push({ name, flags, figures });
}
console.log(
  `\n${misses.length === 0 ? 'Every target is met.' : `Missed targets:\n  ${misses.join('\n  ')}`}`,
);
if (jsonFile !== undefined) writeFileSync(jsonFile, JSON.stringify({ machine: machine(), results }, null, 2));
