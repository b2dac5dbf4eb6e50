import type { BudgetStore } from '@cliqkit/core';
import { heldBack } from './held-back.ts';
import { firstPauseMs } from './reach.ts';
import type { LinkOptions } from './server-link.ts';
import { serverLink } from './server-link.ts';
import type { SharedBudgets } from './shared-budgets.ts';

/** How long those who wait do not know that the server is back, at most. */
const longestPauseMs = 5_000;

/** While the server is away, calls wait, as long as their deadlines let them. Whose turn comes first goes first. */
export function waitWhileAway(
  shared: SharedBudgets,
  options: Omit<LinkOptions, 'longestPauseMs' | 'meanwhile'>,
): BudgetStore {
  const link = serverLink(shared, { ...options, longestPauseMs, meanwhile: 'calls wait for it' });
  return {
    async acquire(key, limits, line) {
      const pauseMs = link.pauseFor(key);
      if (pauseMs > 0) return heldBack('store', limits, pauseMs);
      try {
        return await link.acquire(key, limits, line);
      } catch {
        // The link has warned of it. The answer is when to ask again.
        return heldBack('store', limits, Math.max(firstPauseMs, link.pauseFor(key)));
      }
    },
    settle: link.settle,
    watch: link.watch,
  };
}
