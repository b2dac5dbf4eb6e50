/** What a budget allows: so many calls in any window. */
export interface BudgetLimits {
  /** Calls within a window. */
  readonly limit: number;
  readonly windowMs: number;
  /** After how long a slot is free again that nobody gave back: its holder is gone. */
  readonly leaseMs: number;
}

/** A slot: the right to send one call. */
export interface Slot {
  readonly slot: string;
}

/** No slot is free. */
export interface NoSlot {
  readonly slot: undefined;
  /** The limit is used up, or the service has locked the user out. */
  readonly reason: 'limit' | 'lock';
  /**
   * Milliseconds until slots become free, soonest first: one for each call that can go within the next window. A lower
   * bound where a reply is still awaited.
   */
  readonly waitsMs: readonly number[];
}

/** How a call that held a slot has ended. */
export interface Settlement {
  /** Milliseconds from now until the slot is free: a window after the reply; none when nothing was sent. */
  readonly freeInMs: number;
  /** Whether the service let the call pass its limit. Undefined without a reply. */
  readonly passed?: boolean | undefined;
  /** The service has locked the user out, for this many milliseconds from now. */
  readonly lockedMs?: number | undefined;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * Where budgets are kept: in memory (`memoryBudgets`), or in a place that several processes share. Knows durations only:
 * the clocks of two machines differ. A key names one user and one bucket, and can be any text.
 */
export interface BudgetStore {
  /** Takes a slot if one is free. Never waits for one. */
  acquire(key: string, limits: BudgetLimits): MaybePromise<Slot | NoSlot>;
  /** Gives a slot back. A lock is kept if it is longer than the known one. Must not fail for a slot that is gone. */
  settle(key: string, slot: string, settlement: Settlement, limits: BudgetLimits): MaybePromise<void>;
}
