import type { RedisServer } from '../../../../redis/test/server/redis-server.ts';
import { haveDone } from '../../frame/child-tasks.ts';
import type { Child } from '../../frame/start-child.ts';
import { scriptStats } from '../command-stats.ts';
import type { LoadOutcome, LoadTask } from './load-task.ts';

export interface MeasuredLoad {
  readonly perSecond: number;
  readonly p50Ms: number;
  /** Of the process that waited longest. */
  readonly p99Ms: number;
  /** Microseconds that the server's main thread took for each slot: scripts, and reading and writing on top of them. */
  readonly serverMicroseconds: number;
  /** Microseconds for each script alone, by the server's own count. */
  readonly scriptMicroseconds: number;
}

/** Lets processes take slots at the same time, each for users of its own. */
export async function measureLoad(
  redis: RedisServer,
  generators: readonly Child[],
  task: Omit<LoadTask, 'port'>,
): Promise<MeasuredLoad> {
  await redis.command('FLUSHALL');
  await redis.command('CONFIG', 'RESETSTAT');
  const before = await mainThreadSeconds(redis);
  const outcomes = await Promise.all(
    generators.map((generator, index) =>
      haveDone<LoadTask, LoadOutcome>(generator, {
        ...task,
        port: redis.port,
        names: `${task.names}.${index}.`,
      }),
    ),
  );
  const serverSeconds = (await mainThreadSeconds(redis)) - before;
  const stats = scriptStats(String(await redis.command('INFO', 'commandstats')));
  const slots = outcomes.reduce((sum, outcome) => sum + outcome.slots, 0);
  return {
    perSecond: outcomes.reduce((sum, outcome) => sum + outcome.slots / outcome.seconds, 0),
    p50Ms: Math.max(...outcomes.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...outcomes.map(({ p99Ms }) => p99Ms)),
    serverMicroseconds: (1e6 * serverSeconds) / slots,
    scriptMicroseconds: stats.microseconds / stats.calls,
  };
}

async function mainThreadSeconds(redis: RedisServer): Promise<number> {
  const info = String(await redis.command('INFO', 'cpu'));
  const of = (kind: string): number =>
    Number(new RegExp(`used_cpu_${kind}_main_thread:([\\d.]+)`).exec(info)?.[1]);
  return of('user') + of('sys');
}
