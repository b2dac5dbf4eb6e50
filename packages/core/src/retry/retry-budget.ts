/** Retries that a client may start with, and the most it can save up. */
const initialRetries = 5;
const mostRetries = 25;
/** What each success earns. In an outage nobody earns, so it is not multiplied; with one failure in ten it suffices. */
const retriesPerSuccess = 0.18;

/** A token bucket: retries are paid for by successes. */
export interface RetryBudget {
  /** Counts a success. */
  earn(): void;
  /** Takes a retry. Gives whether there was one. */
  spend(): boolean;
}

export function retryBudget(): RetryBudget {
  let retries = initialRetries;
  return {
    earn() {
      retries = Math.min(mostRetries, retries + retriesPerSuccess);
    },
    spend() {
      if (retries < 1) return false;
      retries -= 1;
      return true;
    },
  };
}
