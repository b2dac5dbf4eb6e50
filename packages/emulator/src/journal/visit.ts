import type { FaultSpec } from '../faults/fault.ts';
import type { FaultTarget } from '../faults/faults.ts';
import type { Check } from '../quirks.ts';

/** What becomes known of a request while it is served. */
export interface Visit {
  /** Its number in the journal. */
  readonly number: number;
  /** When it arrived, in epoch milliseconds. */
  readonly at: number;
  operation?: FaultTarget;
  /** Who calls; known with a valid token alone. */
  userId?: string;
  /** The token that was presented, valid or not. */
  token?: string;
  /** Whose budget of access tokens a token request uses. */
  tokenBudget?: string;
  fault?: FaultSpec;
  /** The order in which the checks were to come. */
  checkOrder: readonly Check[];
  /** The check that is underway, which is the one that has refused it if it was refused; or that all have passed. */
  check?: Check | 'passed';
  /** Whether a write was carried out. */
  committed: boolean;
  /** Whether it arrived into a lock. */
  locked: boolean;
  /** Whether it passed the limit, and caused a lock. */
  overLimit: boolean;
}

export function createVisit(number: number, at: number): Visit {
  return { number, at, checkOrder: [], committed: false, locked: false, overLimit: false };
}
