import { inProcess } from './emulator/in-process.ts';
import { memory } from './emulator/memory.ts';
import { slowConnections } from './emulator/slow-connections.ts';
import { startup } from './emulator/startup.ts';
import { throughput } from './emulator/throughput.ts';
import type { Benchmark } from './frame/benchmark.ts';
import { generate } from './generate/generate.ts';
import { makespan } from './makespan/makespan.ts';
import { overhead } from './overhead/overhead.ts';
import { redisMemory } from './redis/memory.ts';
import { redisPeers } from './redis/peers.ts';
import { redisScale } from './redis/scale.ts';
import { redisThroughput } from './redis/throughput.ts';
import { scale } from './scale/scale.ts';
import { size } from './size/size.ts';
import { start } from './start/start.ts';
import { completion } from './types/completion.ts';
import { types } from './types/types.ts';

/** All benchmarks, in the order in which they run and stand on the page. */
export const benchmarks: readonly Benchmark[] = [
  makespan,
  overhead,
  scale,
  size,
  start,
  types,
  completion,
  generate,
  startup,
  throughput,
  slowConnections,
  memory,
  inProcess,
  redisScale,
  redisThroughput,
  redisMemory,
  redisPeers,
];
