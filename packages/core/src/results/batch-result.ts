/** An item of a batch that did not succeed, and why. */
export interface BatchFailure {
  id: string;
  /** An error of cliqkit, or the reason of your signal. */
  error: unknown;
}

/** What became of each item of a batch. Every item stands in exactly one list, once, in the order given. */
export interface BatchResult {
  /** Whether every item succeeded. */
  ok: boolean;
  succeeded: string[];
  /** Refused: nothing was changed for these. */
  failed: BatchFailure[];
  /** May or may not be done. Look before you repeat them. */
  unknown: BatchFailure[];
  /** Not tried, because what came before will not pass for these either. Safe to repeat. */
  notAttempted: string[];
}
