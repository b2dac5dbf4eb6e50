import type { BatchResult, CliqError } from 'cliqkit';
import { isCliqError } from 'cliqkit';
import { canary, tellsCanary } from './canary.ts';

/**
 * The error that a call ends with. It must be one of cliqkit, whose text names no secret; a batch ends with the error of
 * its first item that failed.
 */
export async function failureOf(call: PromiseLike<unknown>): Promise<CliqError> {
  const error = await rejectionOf(call);
  if (!isCliqError(error)) throw new Error(`a bare error came out: ${String(error)}`, { cause: error });
  if (tellsCanary(error))
    throw new Error(`the error tells the token: ${error.message.replaceAll(canary, '…')}`);
  return error;
}

/** What a call rejects with, whatever it is. */
export async function rejectionOf(call: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await call;
  } catch (error) {
    return error;
  }
  if (isBatchResult(value)) return [...value.failed, ...value.unknown][0]?.error;
  throw new Error(`a failure was expected; the call gave ${JSON.stringify(value)}`);
}

function isBatchResult(value: unknown): value is BatchResult {
  return typeof value === 'object' && value !== null && 'notAttempted' in value;
}
