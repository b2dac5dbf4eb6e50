import type { BudgetStore } from 'cliqkit';
import { memoryBudgets, memoryTokens, refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { delayedFetch, seeded } from '../rate/delayed-fetch.ts';
import type { Paced } from '../rate/paced.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../rate/paced.ts';
import { read } from '../support/calls.ts';

const workers = 8;
const callsOfEach = 25;

/** A store as a worker sees it that shares no memory with it: all goes there and back as text, and takes a while. */
function farAway(store: BudgetStore, { clock }: Paced, dice: () => number): BudgetStore {
  const pass = (): Promise<void> => new Promise((resolve) => clock.timer(dice() * 150, resolve));
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
  return {
    async acquire(key, limits) {
      await pass();
      const answer = await store.acquire(key, copy(limits));
      await pass();
      return answer.slot === undefined ? { ...copy(answer), slot: undefined } : copy(answer);
    },
    async settle(key, slot, settlement, limits) {
      await pass();
      await store.settle(key, slot, copy(settlement), copy(limits));
    },
  };
}

describe('eight workers of one user', () => {
  carries.each(
    'C15',
    [1, 2, 3, 4, 5],
    'with a store in common never pass the limit, and use most of it (seed %s)',
    async (seed) => {
      const world = await paced();
      const { clock, emulator, cliqWith } = world;
      const dice = seeded(seed);
      const budgets = memoryBudgets({ clock });
      const tokens = memoryTokens();
      const fetch = delayedFetch(emulator.fetch, clock, () => ({
        thereMs: dice() * 500,
        backMs: dice() * 500,
      }));
      const clients = Array.from({ length: workers }, () =>
        cliqWith({
          fetch,
          credentials: refreshToken({ ...emulator.credentials, store: tokens }),
          pace: { store: farAway(budgets, world, dice), user: 'ana' },
        }),
      );
      await clock.run(() => Promise.all(clients.map((cliq) => times(callsOfEach, () => read.run(cliq)))));
      const entries = emulator.journal.entries();
      const calls = entries.filter(({ operation }) => operation === read.operation);
      expect([calls.length, mostInAnyWindow(timesOf(calls))]).toEqual([workers * callsOfEach, 20]);
      expect(emulator.violations()).toEqual([]);
      expect(entries.length - calls.length).toBe(1); // One token for all.
      const ideal = ((workers * callsOfEach) / 20 - 1) * 60_000;
      expect(ideal / clock.mono()).toBeGreaterThanOrEqual(0.9);
    },
  );

  carries('C15', 'with a store in common all keep to a lock that one of them learned of', async () => {
    const world = await paced({ quirks: { duringLock: 'extend' } });
    const { clock, emulator, cliqWith } = world;
    const budgets = memoryBudgets({ clock });
    const dice = seeded(9);
    emulator.faults.plan(read.operation, 'throttle');
    const clients = Array.from({ length: workers }, () =>
      cliqWith({ pace: { store: farAway(budgets, world, dice), user: 'ana' } }),
    );
    const [first, ...others] = clients;
    const throttled = first && read.run(first);
    clock.timer(2_000, () => undefined);
    await clock.run(async () => {
      await new Promise<void>((resolve) => clock.timer(2_000, resolve));
      await Promise.all(others.map((cliq) => read.run(cliq)));
      await throttled;
    });
    expect(Math.min(...timesOf(emulator.journal.entries()).slice(1))).toBeGreaterThanOrEqual(300_000);
    expect(emulator.violations()).toEqual([]);
    emulator.faults.assertConsumed();
  });

  carries('C15', 'without one share nothing, as is documented: together they pass the limit', async () => {
    const { clock, emulator, cliqWith } = await paced();
    const clients = Array.from({ length: workers }, () => cliqWith());
    await clock.run(() => Promise.all(clients.map((cliq) => times(5, () => read.run(cliq)))));
    expect(emulator.violations().some(({ kind }) => kind === 'over-limit')).toBe(true);
  });
});
