import { demo } from '@cliqkit/emulator';
import { operations } from 'cliqkit';
import { until } from '../../../packages/redis/test/server/until.ts';
import type { Service } from './service.ts';
import { startService } from './service.ts';
import type { ClientKind, Place } from './workers/connect-client.ts';
import type { Word } from './workers/orders.ts';
import type { Worker, Workers } from './workers/workers.ts';

/** Many processes that have calls to make for the same users, all at once. */
export interface Crowd {
  readonly workers: Workers;
  readonly client: ClientKind;
  readonly place: Place;
  readonly processes: number;
  readonly users: number;
  /** How many calls each process makes for each user. */
  readonly calls: number;
  readonly windowMs: number;
  progress(done: string): void;
}

/** What came of it. */
export interface CrowdReport {
  readonly succeeded: number;
  readonly overLimit: number;
  readonly intoLock: number;
  /** Calls that the store kept from being sent, and that were made again. */
  readonly storeFailed: number;
  /** Percent of the limit that was used from the first call to the last; of the user of whom it is least. */
  readonly usePercent: number;
  /** By how many percent of the mean the processes differ in calls made, when half of all are made. */
  readonly halfTimePercent: number;
  /** Between the first process that has made all its calls and the last, in percent of the whole run. */
  readonly endPercent: number;
}

const { limit } = operations.getPinCategories;
const percent = 100;
const attemptTimeoutMs = 30_000;
/** Longer than a busy machine takes for anything but the calls. */
const patienceMs = 20_000;

export async function playCrowd(crowd: Crowd): Promise<CrowdReport> {
  const { workers, client, place, processes, users, calls, windowMs } = crowd;
  const service = await startService(windowMs, Object.values(demo.users).slice(0, users));
  const started: Worker[] = [];
  try {
    const { hosts, users: accounts } = service;
    const work = { users: accounts, calls, atOnce: calls, attemptTimeoutMs };
    const orders = { client, place, hosts, windowMs, ...work };
    while (started.length < processes) started.push(workers.start(orders));
    await Promise.all(started.map(({ up }) => up));
    const marks = watch(started, processes * users * calls, crowd.progress);
    const ends: number[] = [];
    const since = performance.now();
    for (const worker of started) {
      worker.onWord((word) => word === 'done' && ends.push(performance.now() - since));
      worker.go();
    }
    const idealMs = ((processes * calls) / limit) * windowMs;
    await until('all calls are made', () => ends.length === processes, 3 * idealMs + patienceMs);
    // A connection that the store left open would keep them.
    const isOver = ({ child }: Worker): boolean => child.exitCode !== null;
    await until('processes that are done end', () => started.every(isOver), patienceMs);
    const said = (word: Word): number => started.reduce((sum, each) => sum + (each.said.get(word) ?? 0), 0);
    const half = marks.atHalfTime();
    const mean = half.reduce((sum, count) => sum + count, 0) / processes;
    return {
      succeeded: said('called'),
      storeFailed: said('store failed'),
      ...service.violations(),
      usePercent: Math.min(...accounts.map(({ name }) => useOf(service, name, windowMs))),
      halfTimePercent: (percent * (Math.max(...half) - Math.min(...half))) / mean,
      endPercent: (percent * (Math.max(...ends) - Math.min(...ends))) / Math.max(...ends),
    };
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await service.close();
  }
}

/** Notes how many calls each process has made when half of all are made. */
function watch(
  started: readonly Worker[],
  total: number,
  progress: Crowd['progress'],
): { atHalfTime(): readonly number[] } {
  const made = started.map(() => 0);
  let half: readonly number[] = [];
  let sum = 0;
  for (const [index, worker] of started.entries()) {
    worker.onWord((word) => {
      if (word !== 'called') return;
      made[index] = (made[index] ?? 0) + 1;
      sum += 1;
      if (sum === Math.ceil(total / 2)) half = [...made];
      if (sum % 50 === 0) progress(`${sum} of ${total} calls`);
    });
  }
  return { atHalfTime: () => half };
}

/** The first window is full at once; the others have to follow each other without a gap. */
function useOf(service: Service, userId: string, windowMs: number): number {
  const times = service
    .arrivals()
    .filter((entry) => entry.userId === userId)
    .map(({ mono }) => mono);
  const [first = 0] = times;
  return (percent * ((times.length - limit) / limit) * windowMs) / ((times.at(-1) ?? 0) - first);
}
