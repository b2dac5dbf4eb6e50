import type { Quirks } from '../quirks.ts';

/** Zoho documents 10 access tokens of one refresh token in 10 minutes. */
export const tokensPerWindow = 10;
export const tokenWindowMs = 600_000;

interface Budget {
  /** When the tokens of the last window were made. */
  made: number[];
  /** End of a throttle that only quiet ends. */
  quietUntil: number;
  /** End of a throttle that a fault has begun. */
  lockedUntil: number;
}

/** Counts the access tokens of each refresh token, and of each client's own. */
export interface TokenMeter {
  /** Counts a token. Gives whether it may be made. */
  count(budget: string, now: number): boolean;
  /** Makes no tokens for a while, as if too many had been made. */
  lock(budget: string, now: number, lockMs?: number): void;
  clear(): void;
}

export function createTokenMeter(quirks: Pick<Quirks, 'tokenThrottleEnds'>): TokenMeter {
  const budgets = new Map<string, Budget>();

  function budgetOf(name: string): Budget {
    const never = Number.NEGATIVE_INFINITY;
    const budget = budgets.get(name) ?? { made: [], quietUntil: never, lockedUntil: never };
    budgets.set(name, budget);
    return budget;
  }

  return {
    count(name, now) {
      const budget = budgetOf(name);
      budget.made = budget.made.filter((at) => now - at < tokenWindowMs);
      const full = budget.made.length >= tokensPerWindow;
      if (!full && now >= budget.quietUntil && now >= budget.lockedUntil) {
        budget.made.push(now);
        return true;
      }
      if (quirks.tokenThrottleEnds === 'quiet') budget.quietUntil = now + tokenWindowMs;
      return false;
    },
    lock(name, now, lockMs = tokenWindowMs) {
      budgetOf(name).lockedUntil = now + lockMs;
    },
    clear: () => budgets.clear(),
  };
}
