import type { Clock } from '@cliqkit/core';

/** What this process knows of its budgets, in case the server forgets it. On the monotonic clock. */
export interface HeldSlots {
  /** A slot was asked for then, and taken: the server has it for so long from then, at least. */
  take(key: string, slot: string, since: number, ms: number): void;
  /** A slot was given back, and stays taken for so long. Gives for how long it was held. */
  settle(key: string, slot: string, ms: number): number;
  /** Whether the server must know of this budget. */
  has(key: string): boolean;
}

interface Held {
  readonly since: number;
  readonly until: number;
}

/** How many slots are taken between two looks for budgets that nobody uses any more. */
const takesPerSweep = 1024;

export function heldSlots(clock: Clock): HeldSlots {
  const budgets = new Map<string, Map<string, Held>>();
  let taken = 0;
  const keep = (key: string, slot: string, held: Held): void => {
    const slots = budgets.get(key) ?? new Map<string, Held>();
    budgets.set(key, slots);
    slots.set(slot, held);
  };
  const clean = (key: string): void => {
    const slots = budgets.get(key);
    const now = clock.mono();
    for (const [slot, { until }] of slots ?? []) if (until <= now) slots?.delete(slot);
    if (slots?.size === 0) budgets.delete(key);
  };
  return {
    take(key, slot, since, ms) {
      keep(key, slot, { since, until: since + ms });
      taken += 1;
      if (taken % takesPerSweep === 0) for (const budget of budgets.keys()) clean(budget);
    },
    settle(key, slot, ms) {
      const now = clock.mono();
      const since = budgets.get(key)?.get(slot)?.since ?? now;
      keep(key, slot, { since, until: now + ms });
      clean(key);
      return now - since;
    },
    has(key) {
      clean(key);
      return budgets.has(key);
    },
  };
}
