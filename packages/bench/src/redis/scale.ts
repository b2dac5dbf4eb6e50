import type { Benchmark, Figure } from '../frame/benchmark.ts';
import type { Outlook } from './scale/play.ts';
import { play } from './scale/play.ts';
import type { Inputs, Workload } from './scale/workload.ts';

const workloads: readonly Workload[] = [
  { name: 'one user, ten processes', users: 1, processes: 10, saturated: true, shards: 1 },
  { name: 'a thousand users, one server', users: 1_000, processes: 10, saturated: false, shards: 1 },
  { name: 'a thousand users, three servers', users: 1_000, processes: 10, saturated: false, shards: 3 },
  {
    name: 'a thousand users at their limit, three servers',
    users: 1_000,
    processes: 10,
    saturated: true,
    shards: 3,
  },
  { name: 'a million users', users: 1_000_000, processes: 200, saturated: false, shards: undefined },
];

const columns: readonly (readonly [keyof Outlook, name: string, unit: string])[] = [
  ['shards', 'servers', ''],
  ['keys', 'keys', ''],
  ['mebibytes', 'memory', 'MiB'],
  ['tripsPerSecond', 'round trips', '/s'],
  ['busiestTripsPerSecond', 'busiest', '/s'],
  ['busiestPercent', 'busy', '%'],
  ['busiestMebibytes', 'fullest', 'MiB'],
  ['p99WaitMs', 'p99 wait', 'ms'],
  ['connections', 'connections', 'each'],
];

/** As measured by `redis-throughput`, `redis-memory` and `redis-peers`. */
const measured = {
  serverUs: 42,
  bytes1: 247,
  bytes20: 1_210,
  bytesTokens: 672,
  tripsWaiting: 3.5,
  rate: 2,
  callMs: 300,
  mostBusy: 0.5,
  mostMiB: 4_096,
} as const satisfies Inputs;

export const redisScale: Benchmark = {
  name: 'redis-scale',
  about:
    'What so many users ask of the servers, worked out from figures of one: measured ones, or the flags that are given.',
  flags: { ...measured },
  run: async (flags) => {
    const inputs: Inputs = { ...measured, ...flags };
    return workloads.flatMap((workload): readonly Figure[] => {
      const outlook = play(workload, inputs);
      const cell = { table: 'from the figures of one server', row: workload.name };
      return columns.map(([key, name, unit]) => ({ name, unit, values: [outlook[key]], cell }));
    });
  },
};
