import type { BudgetLimits } from 'cliqkit';
import { operations } from 'cliqkit';

const { bucket, limit, windowMs } = operations.getPinCategories;

/** What `createCliq` asks of a store for a call with 20 a minute, with the default timeout of 30 s for an attempt. */
export const limits: BudgetLimits = { limit, windowMs, leaseMs: 2 * 30_000 + windowMs };

/** The name that core gives to the budget of a user. */
export function budgetOf(user: string): string {
  return `${user.length}:${user}:${bucket}`;
}
