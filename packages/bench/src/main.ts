import { inProcess } from './emulator/in-process.ts';
import { memory } from './emulator/memory.ts';
import { slowConnections } from './emulator/slow-connections.ts';
import { startup } from './emulator/startup.ts';
import { throughput } from './emulator/throughput.ts';
import type { Benchmark } from './frame/benchmark.ts';
import { machine } from './frame/machine.ts';
import { missed, report } from './frame/report.ts';

const benchmarks: readonly Benchmark[] = [startup, throughput, slowConnections, memory, inProcess];

const wanted = process.argv.slice(2);
const chosen = benchmarks.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
);
if (chosen.length === 0) {
  throw new Error(
    `no benchmark begins with ${wanted.join(' or ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}`,
  );
}

console.log(machine());
const misses: string[] = [];
for (const { name, about, run } of chosen) {
  console.log(`\n${name}\n  ${about}\n`);
  const figures = await run();
  console.log(report(figures));
  misses.push(...missed(figures).map((figure) => `${name}: ${figure}`));
}
console.log(
  `\n${misses.length === 0 ? 'Every target is met.' : `Missed targets:\n  ${misses.join('\n  ')}`}`,
);
