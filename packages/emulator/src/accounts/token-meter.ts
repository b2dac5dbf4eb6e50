import type { Quirks } from '../quirks.ts';
import type { SavedTokenBudget } from './saved-accounts.ts';

/** Zoho documents 10 access tokens of one refresh token in 10 minutes. */
export const tokensPerWindow = 10;
export const tokenWindowMs = 600_000;

/** From here on, budgets of which nothing is left are looked for, and forgotten. */
const manyBudgets = 1000;

const never = Number.NEGATIVE_INFINITY;

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
  save(): readonly SavedTokenBudget[];
  load(saved: readonly SavedTokenBudget[]): void;
  clear(): void;
}

function isSpent({ made, quietUntil, lockedUntil }: Budget, now: number): boolean {
  return now >= quietUntil && now >= lockedUntil && made.every((at) => now - at >= tokenWindowMs);
}

export function createTokenMeter(quirks: Pick<Quirks, 'tokenThrottleEnds'>): TokenMeter {
  const budgets = new Map<string, Budget>();

  function budgetOf(name: string, now: number): Budget {
    const known = budgets.get(name);
    if (known !== undefined) return known;
    if (budgets.size >= manyBudgets)
      for (const [each, budget] of budgets) if (isSpent(budget, now)) budgets.delete(each);
    const budget = { made: [], quietUntil: never, lockedUntil: never };
    budgets.set(name, budget);
    return budget;
  }

  return {
    count(name, now) {
      const budget = budgetOf(name, now);
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
      budgetOf(name, now).lockedUntil = now + lockMs;
    },
    save: () =>
      [...budgets].map(([name, { made, quietUntil, lockedUntil }]) => ({
        name,
        made: [...made],
        ...(quietUntil === never ? {} : { quietUntil }),
        ...(lockedUntil === never ? {} : { lockedUntil }),
      })),
    load(saved) {
      budgets.clear();
      for (const { name, made, quietUntil = never, lockedUntil = never } of saved)
        budgets.set(name, { made: [...made], quietUntil, lockedUntil });
    },
    clear: () => budgets.clear(),
  };
}
