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
  /** The limit is used up, the service has locked the user out, or the store cannot say at present. */
  readonly reason: 'limit' | 'lock' | 'store';
  /**
   * Milliseconds until slots become free for the line that asks, soonest first: one for each of its calls that can go within
   * the next window. A lower bound where a reply is still awaited.
   */
  readonly waitsMs: readonly number[];
}

/** The calls of one client that wait for one budget. The same object for as long as any of them waits. */
export interface Line {
  /** How many wait now, the one that asks included. */
  readonly waiting: number;
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
 * the clocks of two machines differ. A key names one user and one bucket, as `<length of the user>:<user>:<bucket>`, in which
 * both can be any text.
 *
 * What a method throws is reported as StoreError, without its words, unless it is a `StoreProblem`.
 */
export interface BudgetStore {
  /** Takes a slot if one is free and it is the line's turn. Never waits for one. Without a line: for who does not wait. */
  acquire(key: string, limits: BudgetLimits, line?: Line): MaybePromise<Slot | NoSlot>;
  /** Gives a slot back. A lock is kept if it is longer than the known one. Must not fail for a slot that is gone. */
  settle(key: string, slot: string, settlement: Settlement, limits: BudgetLimits): MaybePromise<void>;
  /**
   * Tells of a line that was refused and waits: `wake` is called when it is worth asking sooner than the store had said.
   * Called once, until the function that it gives is called, when nobody waits any more. Without it, a line asks when the
   * time has come that it was told.
   */
  watch?(key: string, limits: BudgetLimits, line: Line, wake: () => void): () => void;
}
