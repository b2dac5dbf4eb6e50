import type { BatchResult } from 'cliqkit';
import { isCliqError } from 'cliqkit';

/** What a caller is told of a call. */
export type Outcome =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'notApplied' | 'unknown'; readonly error: unknown }
  /** The caller's own abort: nothing is said of what the call did. */
  | { readonly kind: 'aborted' }
  /** Something came out that is no error of cliqkit. */
  | { readonly kind: 'bare'; readonly error: unknown };

/** Waits for a call, and reads what it says of itself. A batch says it in its result. */
export async function outcomeOf(call: Promise<unknown>, signal: AbortSignal): Promise<Outcome> {
  try {
    const value = await call;
    return isBatch(value) && !value.ok ? batchOutcome(value, signal) : { kind: 'ok', value };
  } catch (error) {
    return failure(error, signal);
  }
}

function failure(error: unknown, signal: AbortSignal): Outcome {
  if (isCliqError(error)) return { kind: error.outcome, error };
  return signal.aborted && error === signal.reason ? { kind: 'aborted' } : { kind: 'bare', error };
}

function batchOutcome({ succeeded, unknown, failed }: BatchResult, signal: AbortSignal): Outcome {
  const [first] = [...unknown, ...failed];
  // Storms send batches of one request, or stop before the first.
  if (succeeded.length > 0)
    return { kind: 'bare', error: new Error('a batch of one request ended in two ways') };
  return first === undefined ? { kind: 'notApplied', error: undefined } : failure(first.error, signal);
}

function isBatch(value: unknown): value is BatchResult {
  return typeof value === 'object' && value !== null && 'notAttempted' in value;
}
