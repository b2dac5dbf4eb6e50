import type { BudgetLimits, BudgetStore } from 'cliqkit';

/**
 * A store for a service whose windows are shorter than documented. Only they are: whatever else takes time takes as long as
 * ever, so a busy machine is not too slow for the client's own timeouts.
 */
export function shortWindows(store: BudgetStore, windowMs: number): BudgetStore {
  const shorter = (limits: BudgetLimits): BudgetLimits => ({
    ...limits,
    windowMs,
    leaseMs: limits.leaseMs - limits.windowMs + windowMs,
  });
  const { watch } = store;
  return {
    acquire: (key, limits, line) => store.acquire(key, shorter(limits), line),
    settle(key, slot, settlement, limits) {
      const { freeInMs } = settlement;
      // It is over at once, or a window after something.
      const free = freeInMs === 0 ? 0 : freeInMs - limits.windowMs + windowMs;
      return store.settle(key, slot, { ...settlement, freeInMs: free }, shorter(limits));
    },
    ...(watch && {
      watch: (key, limits, line, wake) => watch.call(store, key, shorter(limits), line, wake),
    }),
  } satisfies BudgetStore;
}
