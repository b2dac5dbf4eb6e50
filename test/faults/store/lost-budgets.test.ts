import type { BudgetStore } from 'cliqkit';
import { memoryBudgets } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { Paced } from '../rate/paced.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../rate/paced.ts';
import { read } from '../support/calls.ts';

const user = 'ana';

/** A store that knows when it has been emptied, and counts every window as full for a minute then. */
function emptied(world: Paced): { store: BudgetStore; empty(): void } {
  const { clock } = world;
  let inner = memoryBudgets({ clock });
  let fullUntil = 0;
  return {
    store: {
      acquire(key, limits) {
        const leftMs = fullUntil - clock.mono();
        if (leftMs <= 0) return inner.acquire(key, limits);
        return {
          slot: undefined,
          reason: 'limit',
          waitsMs: Array.from({ length: limits.limit }, () => leftMs),
        };
      },
      settle: (...settled) => inner.settle(...settled),
    },
    empty() {
      inner = memoryBudgets({ clock });
      fullUntil = clock.mono() + 60_000;
    },
  };
}

describe('a store of budgets that is emptied', () => {
  carries('S04', 'and counts its windows as full for a minute then lets no call pass the limit', async () => {
    const world = await paced();
    const { store, empty } = emptied(world);
    const cliq = world.cliqWith({ pace: { store, user } });
    for (const at of [10, 30_000, 61_000, 200_000]) world.clock.timer(at, empty);
    await world.clock.run(() => times(100, () => read.run(cliq)));
    expect(mostInAnyWindow(timesOf(world.entries()))).toBe(20);
    expect(world.emulator.violations()).toEqual([]);
  });

  carries('S04', 'during a lock leaves those who met the lock keeping to it', async () => {
    const world = await paced({ quirks: { duringLock: 'extend' } });
    const { clock, emulator } = world;
    const { store, empty } = emptied(world);
    const cliq = world.cliqWith({ pace: { store, user } });
    emulator.faults.plan(read.operation, 'throttle');
    clock.timer(1_000, empty);
    await clock.run(() => read.run(cliq));
    expect(timesOf(world.entries())).toEqual([0, 300_000]);
    emulator.faults.assertConsumed();
    expect(emulator.violations()).toEqual([]);
  });
});

describe('a holder of slots that is killed', () => {
  carries(
    'S05',
    'gives them back by their lease: later than a window after they can have been used, and not never',
    async () => {
      const world = await paced();
      const { clock, entries } = world;
      const store = memoryBudgets({ clock });
      const deaf: BudgetStore = { acquire: store.acquire, settle: () => undefined };
      const killed = world.cliqWith({ pace: { store: deaf, user } });
      await clock.run(() => times(20, () => read.run(killed)));
      killed.close();
      const other = world.cliqWith({ pace: { store, user } });
      await clock.run(() => read.run(other));
      const took = timesOf(entries()).at(-1) ?? 0;
      expect(took).toBeGreaterThanOrEqual(90_000);
      expect(took).toBeLessThanOrEqual(240_000);
      expect(world.emulator.violations()).toEqual([]);
    },
  );
});
