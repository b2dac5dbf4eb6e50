import type { BudgetStore, Clock } from '@cliqkit/core';
import { shareWhileAway } from './share-while-away.ts';
import type { SharedBudgets } from './shared-budgets.ts';
import { waitWhileAway } from './wait-while-away.ts';

export interface PolicyOptions {
  readonly whenUnreachable: 'fail' | 'wait' | 'local';
  /** How many processes share a user at most, for 'local'. */
  readonly processes: number;
  readonly clock: Clock;
  /** Dice, from 0 up to 1. @default Math.random */
  readonly random?: () => number;
  warn(message: string): void;
}

/** What becomes of calls while the server cannot be reached. */
export function withPolicy(shared: SharedBudgets, given: PolicyOptions): BudgetStore {
  const { whenUnreachable, processes, clock, random = Math.random, warn } = given;
  const options = { processes, clock, random, warn };
  if (whenUnreachable === 'wait') return waitWhileAway(shared, options);
  return whenUnreachable === 'local' ? shareWhileAway(shared, options) : shared;
}
