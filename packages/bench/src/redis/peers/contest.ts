import { operations } from 'cliqkit';
import type { RedisServer } from '../../../../redis/test/server/redis-server.ts';
import { haveDone } from '../../frame/child-tasks.ts';
import type { Child } from '../../frame/start-child.ts';
import { roundTrips } from '../command-stats.ts';
import type { Tally } from './arrivals.ts';
import { tally } from './arrivals.ts';
import type { Address, Arrival, CallerTask, EmulatorTask, Ended } from './peer-tasks.ts';
import type { PeerName } from './peers.ts';

/** How the contest is set up. */
export interface Contest {
  readonly redis: RedisServer;
  readonly emulator: Child;
  readonly callers: readonly Child[];
  readonly callsEach: number;
  /** Calls that each process has to make at a time. */
  readonly atATime: number;
  readonly speed: number;
  /** Milliseconds of the service's time that a request is on its way at most. */
  readonly jitterMs: number;
}

/** What came of one library. */
export interface Result extends Tally {
  readonly done: number;
  /** Refused by the service. */
  readonly lost: number;
  /** From the start to the end of the last call, as a multiple of what it takes to make them all within the limit. */
  readonly timesOptimum: number;
  /** Percent of the limit that was used for calls that were done. */
  readonly limitUsed: number;
  /** Calls of the slowest process for each of the fastest one's, until the first has made all of its own. */
  readonly fairness: number;
  readonly roundTripsPerCall: number;
}

const { limit, windowMs } = operations.getPinCategories;

/** Lets all processes make their calls for one user through one library. */
export async function compete(peer: PeerName, contest: Contest): Promise<Result> {
  const { redis, emulator, callers, callsEach, atATime, speed, jitterMs } = contest;
  const tellAll = <Outcome>(taskOf: (index: number) => CallerTask): Promise<Outcome[]> =>
    Promise.all(callers.map((caller, index) => haveDone<CallerTask, Outcome>(caller, taskOf(index))));

  await redis.command('FLUSHALL');
  const address = await haveDone<EmulatorTask, Address>(emulator, { kind: 'address' });
  const scene = {
    ...address,
    redisPort: redis.port,
    name: 'bench',
    limit,
    windowMs: windowMs / speed,
    speed,
  };
  await tellAll((index) => ({ kind: 'open', peer, scene, jitterMs: jitterMs / speed, seed: index + 1 }));
  await redis.command('CONFIG', 'RESETSTAT');
  const start = performance.timeOrigin + performance.now();
  const ended = await tellAll<readonly Ended[]>(() => ({ kind: 'run', calls: callsEach, callers: atATime }));
  const trips = roundTrips(String(await redis.command('INFO', 'commandstats')));
  await tellAll(() => ({ kind: 'close' }));
  const arrivals = await haveDone<EmulatorTask, readonly Arrival[]>(emulator, { kind: 'arrivals' });

  const all = ended.flat();
  const done = all.filter(({ ending }) => ending === 'done').length;
  const tookMs = (Math.max(...all.map(({ at }) => at)) - start) * speed;
  const optimumMs = (Math.ceil(all.length / limit) - 1) * windowMs;
  return {
    ...tally(arrivals, limit, windowMs),
    done,
    lost: all.length - done,
    timesOptimum: tookMs / optimumMs,
    limitUsed: (100 * done) / (limit * (tookMs / windowMs + 1)),
    fairness: fairness(ended),
    roundTripsPerCall: trips / all.length,
  };
}

function fairness(ended: readonly (readonly Ended[])[]): number {
  const firstEnd = Math.min(...ended.map((calls) => Math.max(...calls.map(({ at }) => at))));
  const shares = ended.map((calls) => calls.filter(({ at }) => at <= firstEnd).length);
  return Math.min(...shares) / Math.max(...shares);
}
