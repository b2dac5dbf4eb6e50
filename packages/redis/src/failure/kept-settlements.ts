import type { BudgetLimits, BudgetStore, Clock, Settlement } from '@cliqkit/core';

/** What is told to the server late. Times on the monotonic clock. */
interface Kept {
  readonly slot: string;
  readonly limits: BudgetLimits;
  readonly passed: boolean | undefined;
  readonly freeAt: number;
  readonly lockedUntil: number;
  /** From then on it makes no difference any more: the slot is free by its lease, and the lock is over. */
  readonly until: number;
}

/** More than all the slots that a process can hold of its busiest users. The oldest go first. */
const mostKept = 10_000;

/** How calls have ended that the server could not be told of. */
export interface KeptSettlements {
  keep(key: string, slot: string, settlement: Settlement, limits: BudgetLimits): void;
  /** Tells the server what is kept for a key. What fails is kept on, and rejects. */
  tell(key: string): Promise<void>;
  readonly keys: readonly string[];
}

export function keptSettlements(settle: BudgetStore['settle'], clock: Clock): KeptSettlements {
  const kept = new Map<string, Set<Kept>>();
  let count = 0;

  const add = (key: string, one: Kept): void => {
    if (count >= mostKept) dropOldest();
    const ofKey = kept.get(key) ?? new Set();
    kept.set(key, ofKey.add(one));
    count += 1;
  };

  const remove = (key: string): Set<Kept> => {
    const removed = kept.get(key) ?? new Set();
    kept.delete(key);
    count -= removed.size;
    return removed;
  };

  const dropOldest = (): void => {
    const [[key, ofKey] = []] = kept;
    const [oldest] = ofKey ?? [];
    if (key === undefined || ofKey === undefined || oldest === undefined) return;
    ofKey.delete(oldest);
    if (ofKey.size === 0) kept.delete(key);
    count -= 1;
  };

  const tellOne = async (key: string, one: Kept): Promise<void> => {
    const now = clock.mono();
    if (one.until <= now) return;
    const settlement: Settlement = {
      freeInMs: Math.max(0, one.freeAt - now),
      passed: one.passed,
      ...(one.lockedUntil > now && { lockedMs: one.lockedUntil - now }),
    };
    try {
      await settle(key, one.slot, settlement, one.limits);
    } catch (problem) {
      add(key, one);
      throw problem;
    }
  };

  return {
    keep(key, slot, { freeInMs, passed, lockedMs = 0 }, limits) {
      const now = clock.mono();
      const until = now + Math.max(limits.leaseMs, lockedMs);
      add(key, { slot, limits, passed, freeAt: now + freeInMs, lockedUntil: now + lockedMs, until });
    },
    async tell(key) {
      await Promise.all([...remove(key)].map((one) => tellOne(key, one)));
    },
    get keys() {
      return [...kept.keys()];
    },
  };
}
