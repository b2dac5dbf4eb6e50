import type { BudgetStore } from '@cliqkit/core';

/** Budgets on the server, without any policy: what fails rejects with StoreProblem within the timeout. */
export interface SharedBudgets extends BudgetStore {
  /** How much longer the user is locked out, in milliseconds, as far as was heard here; 0 if not. */
  lockedMs(key: string): number;
  /**
   * Says whether calls may have been sent without the server meanwhile, for this key. If so, the next acquire tells the server,
   * which then grants nothing for one window and some seconds.
   */
  comesBack(key: string, afterCalls: boolean): void;
}
