import { setTimeout as pause } from 'node:timers/promises';
import { demo } from '@cliqkit/emulator';
import type { BudgetStore } from 'cliqkit';
import { operations } from 'cliqkit';
import type { Dice } from '../support/dice.ts';
import type { Service } from './service.ts';
import { startService } from './service.ts';
import { storeOn } from './store-on.ts';
import type { Workers } from './workers/workers.ts';

/** Processes that are killed at random moments, and replaced at once. */
export interface KillStorm {
  readonly workers: Workers;
  readonly port: number;
  readonly kills: number;
  /** How many processes there are at any time. */
  readonly atOnce: number;
  readonly windowMs: number;
  readonly dice: Dice;
  progress(done: string): void;
}

export interface KillReport {
  readonly kills: number;
  /** Kills of a process that had sent a call and not heard of it: its slot ends with its lease. */
  readonly holding: number;
  readonly calls: number;
  readonly overLimit: number;
  readonly intoLock: number;
  /** Slots that could not be taken one lease after the last kill. */
  readonly lostSlots: number;
}

const { limit, windowMs: documentedMs, bucket } = operations.getPinCategories;
const attemptTimeoutMs = 2_000;
/** Beside the window. */
const leaseMs = 2 * attemptTimeoutMs;
/** How long a process lives after it is up, and how long replies take. */
const longestLifeMs = 500;
const longestReplyMs = 40;

export async function playKillStorm(storm: KillStorm): Promise<KillReport> {
  const { workers, port, kills, atOnce, windowMs, dice, progress } = storm;
  const service = await startService(windowMs, Object.values(demo.users));
  try {
    const place = { ports: [port], clustered: false } as const;
    const { hosts, users } = service;
    const orders = { client: 'node-redis', place, hosts, windowMs, users, calls: 1e6, atOnce: 5 } as const;
    const found = { kills: 0, holding: 0 };
    const killOne = async (): Promise<void> => {
      const worker = workers.start({ ...orders, attemptTimeoutMs, replyMs: longestReplyMs });
      worker.go();
      await worker.up;
      await pause(dice.next() * longestLifeMs);
      worker.child.kill('SIGKILL');
      await worker.ended;
      found.kills += 1;
      const { said } = worker;
      if ((said.get('sending') ?? 0) > (said.get('called') ?? 0)) found.holding += 1;
      if (found.kills % 20 === 0) progress(`${found.kills} of ${kills} kills`);
    };
    const killSome = async (_none: unknown, first: number): Promise<void> => {
      for (let kill = first; kill < kills; kill += atOnce) await killOne();
    };
    await Promise.all(Array.from({ length: atOnce }, killSome));
    await pause(leaseMs + windowMs);
    const lostSlots = await missingSlots(port, windowMs, service);
    return { ...found, ...service.violations(), calls: service.arrivals().length, lostSlots };
  } finally {
    await service.close();
  }
}

/** How many slots of the full limit of each user cannot be taken at once. */
async function missingSlots(port: number, windowMs: number, { users }: Service): Promise<number> {
  const { store, close } = await storeOn(port, windowMs);
  try {
    const missing = users.map(
      async ({ name }) => limit - (await takeAll(store, `${name.length}:${name}:${bucket}`)),
    );
    return (await Promise.all(missing)).reduce((sum, count) => sum + count, 0);
  } finally {
    await close();
  }
}

async function takeAll(store: BudgetStore, key: string): Promise<number> {
  for (let taken = 0; ; taken += 1) {
    const { slot } = await store.acquire(key, {
      limit,
      windowMs: documentedMs,
      leaseMs: leaseMs + documentedMs,
    });
    if (slot === undefined) return taken;
  }
}
