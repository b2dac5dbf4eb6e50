import { setTimeout as pause } from 'node:timers/promises';
import { demo } from '@cliqkit/emulator';
import { operations } from 'cliqkit';
import { until } from '../../../packages/redis/test/server/until.ts';
import type { Dice } from '../support/dice.ts';
import { startService } from './service.ts';
import type { Word } from './workers/orders.ts';
import type { Worker, Workers } from './workers/workers.ts';

/** Pairs of processes, each pair with a user of its own, of which one is stopped for longer than its lease, over and over. */
export interface PauseStorm {
  readonly workers: Workers;
  readonly port: number;
  readonly pauses: number;
  /** How many pairs there are at a time. */
  readonly pairs: number;
  readonly windowMs: number;
  readonly dice: Dice;
  progress(done: string): void;
}

export interface PauseReport {
  readonly pauses: number;
  /** Pauses after which the process made calls again. */
  readonly goneOn: number;
  /**
   * Pauses that hit the moment between the last look at the clock and the wire, which nothing can take back. What it would
   * send is not judged: the process is replaced.
   */
  readonly caught: number;
  /** Pauses of a process that had sent a call and not heard of it, or had not yet dealt with the reply. */
  readonly holding: number;
  /** Pauses in which the other process made fewer calls than one window allows. */
  readonly idle: number;
  readonly calls: number;
  readonly overLimit: number;
  readonly intoLock: number;
}

const { limit } = operations.getPinCategories;
const longestReplyMs = 40;
const attemptTimeoutMs = 1_500;
const slackMs = 100;
const patienceMs = 10_000;

export async function playPauseStorm(storm: PauseStorm): Promise<PauseReport> {
  const { workers, port, pauses, pairs, windowMs, dice, progress } = storm;
  const users = Object.values(demo.users).slice(0, pairs);
  const service = await startService(windowMs, users);
  try {
    const pauseMs = 2 * attemptTimeoutMs + windowMs + slackMs;
    const found = { pauses: 0, goneOn: 0, caught: 0, holding: 0, idle: 0 };
    const start = async (user: (typeof service.users)[number]): Promise<Stoppable> => {
      const { token, arrived } = service.anotherToken(user.name);
      const place = { ports: [port], clustered: false } as const;
      const work = { users: [{ ...user, token }], calls: 1e6, atOnce: 4, attemptTimeoutMs };
      const { hosts } = service;
      const orders = {
        client: 'node-redis',
        place,
        hosts,
        windowMs,
        ...work,
        replyMs: longestReplyMs,
      } as const;
      const worker = workers.start(orders);
      worker.go();
      await until('a process makes calls', () => calls(worker) > 0);
      return { worker, arrived };
    };
    /** Gives whether it may go on. */
    const stopOnce = async (stoppable: Stoppable, other: Worker): Promise<boolean> => {
      const { worker, arrived } = stoppable;
      await pause(dice.next() * windowMs);
      const before = calls(other);
      worker.child.kill('SIGSTOP');
      await pause(pauseMs);
      found.pauses += 1;
      progress(`${found.pauses} of ${pauses} pauses`);
      const sent = times(worker, 'sending') - times(worker, 'no reply');
      if (sent > calls(worker)) found.holding += 1;
      if (calls(other) - before < limit) found.idle += 1;
      if (sent > arrived()) {
        found.caught += 1;
        worker.child.kill('SIGKILL');
        return false;
      }
      const silentSince = calls(worker);
      worker.child.kill('SIGCONT');
      const goesOn = until('a stopped process goes on', () => calls(worker) > silentSince, patienceMs);
      await goesOn.then(
        () => {
          found.goneOn += 1;
        },
        () => undefined, // A lock keeps it, for what was sent too much.
      );
      return true;
    };
    const playPair = async (user: (typeof service.users)[number], index: number): Promise<void> => {
      const [first, second] = await Promise.all([start(user), start(user)]);
      let stopped = first;
      for (let each = index; each < pauses; each += users.length) {
        if (!(await stopOnce(stopped, second.worker))) stopped = await start(user);
      }
    };
    await Promise.all(service.users.map(playPair));
    return { ...found, ...service.violations(), calls: service.arrivals().length };
  } finally {
    await workers.killAll();
    await service.close();
  }
}

/** A process, and how many of its calls have arrived. */
interface Stoppable {
  readonly worker: Worker;
  arrived(): number;
}

function calls(worker: Worker): number {
  return times(worker, 'called');
}

function times({ said }: Worker, word: Word): number {
  return said.get(word) ?? 0;
}
