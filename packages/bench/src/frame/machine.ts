import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures depend on: the machine, and how busy it is. */
export function machine(): string {
  const gib = totalmem() / 1024 ** 3;
  const [load = 0] = loadavg();
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `node ${process.versions.node}, ${availableParallelism()} x ${model}, ${gib.toFixed(1)} GiB, load ${load.toFixed(1)}`;
}
