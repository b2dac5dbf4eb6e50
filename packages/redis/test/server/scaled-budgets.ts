import { setTimeout as sleep } from 'node:timers/promises';
import type { BudgetLimits, BudgetStore, Line, NoSlot, Slot } from '@cliqkit/core';

type Answer = Slot | NoSlot;

/**
 * How long a client is kept waiting by its own clock, which is well below the 5 s after which it gives a store up: a server
 * that waits for the processor for a tenth of a second has not answered for 6 s when the clock runs 60 times as fast.
 */
const patienceMs = 2_000;

/**
 * A store that runs in real time, for clients whose clock runs so many times as fast, as that of the service does: a window
 * of a minute is one of a second to the store when the factor is 60. An answer that takes long is handed over when the same
 * line asks again.
 */
export function scaledBudgets(store: BudgetStore, factor: number): BudgetStore {
  const awaited = new WeakMap<Line, Map<string, Promise<Answer>>>();
  // Rounded up: a slot that is free a moment too early is a call over the limit.
  const real = (ms: number): number => Math.ceil(ms / factor);
  const realLimits = ({ limit, windowMs, leaseMs }: BudgetLimits): BudgetLimits => ({
    limit,
    windowMs: real(windowMs),
    leaseMs: real(leaseMs),
  });
  const ask = async (key: string, limits: BudgetLimits, line?: Line): Promise<Answer> => {
    const answer = await store.acquire(key, realLimits(limits), line);
    if (answer.slot !== undefined) return answer;
    return { ...answer, waitsMs: answer.waitsMs.map((ms) => ms * factor) };
  };
  return {
    async acquire(key, limits, line) {
      if (line === undefined) return ask(key, limits);
      const ofLine = awaited.get(line) ?? new Map<string, Promise<Answer>>();
      awaited.set(line, ofLine);
      const asked = ofLine.get(key) ?? ask(key, limits, line);
      ofLine.set(key, asked);
      const late: Answer = { slot: undefined, reason: 'store', waitsMs: [0] };
      const answer = await Promise.race([asked, sleep(patienceMs / factor, late, { ref: false })]).catch(
        (error: unknown) => {
          ofLine.delete(key);
          throw error;
        },
      );
      if (answer !== late) ofLine.delete(key);
      return answer;
    },
    settle(key, slot, { freeInMs, passed, lockedMs }, limits) {
      const settlement = {
        freeInMs: real(freeInMs),
        passed,
        lockedMs: lockedMs === undefined ? undefined : real(lockedMs),
      };
      return store.settle(key, slot, settlement, realLimits(limits));
    },
    watch: (key, limits, line, wake) =>
      store.watch?.(key, realLimits(limits), line, wake) ?? ((): void => undefined),
  };
}
