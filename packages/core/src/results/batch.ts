import type { OperationDescriptor } from '@cliqkit/types';
import type { CallOptions } from '../call/call.ts';
import { isApiError } from '../errors/api-error.ts';
import { BatchError } from '../errors/batch-error.ts';
import type { CliqError } from '../errors/cliq-error.ts';
import { isCliqError } from '../errors/cliq-error.ts';
import { isKind } from '../errors/is-kind.ts';
import { refuseInput } from '../input/refuse-input.ts';
import type { BatchResult } from './batch-result.ts';

/**
 * Sends a list in calls of as many items as the operation takes at most, one after another. A call that is refused for
 * its own items does not stop the others; one that will not pass for any (sign-in, rights, limit, connection, abort)
 * does. Repeated ids are sent once.
 *
 * Does not throw for a failed call: the result says what became of each item. Throws InputError, with nothing sent, when
 * calls that carry many items cannot be right; where each item is a call of its own, that is the item's failure.
 */
export async function runBatch(
  operation: OperationDescriptor,
  ids: readonly string[],
  send: (chunk: string[]) => Promise<unknown>,
  { signal }: CallOptions = {},
): Promise<BatchResult> {
  if (operation.batch && ids.some((id) => typeof id !== 'string' || id === '')) {
    throw refuseInput(operation.id, 'every id must be a string that is not empty.');
  }
  const maximum = operation.batch?.maximum ?? 1;
  const unique = [...new Set(ids)];
  const result: BatchResult = { ok: true, succeeded: [], failed: [], unknown: [], notAttempted: [] };
  for (let start = 0; start < unique.length; start += maximum) {
    if (signal?.aborted) return { ...result, ok: false, notAttempted: unique.slice(start) };
    const chunk = unique.slice(start, start + maximum);
    try {
      await send(chunk);
      result.succeeded.push(...chunk);
    } catch (error) {
      if (isKind(error, 'InputError') && operation.batch && start === 0) throw error;
      result.ok = false;
      const list = outcomeOfFailure(error) === 'unknown' ? result.unknown : result.failed;
      list.push(...chunk.map((id) => ({ id, error })));
      if (stopsBatch(error)) return { ...result, notAttempted: unique.slice(start + maximum) };
    }
  }
  return result;
}

/** An abort leaves open what the call did; every error of cliqkit says. */
function outcomeOfFailure(error: unknown): CliqError['outcome'] {
  return isCliqError(error) ? error.outcome : 'unknown';
}

function stopsBatch(error: unknown): boolean {
  const itsOwn =
    isApiError(error) && !isKind(error, 'AuthError') && error.status >= 400 && error.status < 500;
  return (
    !(itsOwn || isKind(error, 'InputError')) ||
    isKind(error, 'RateLimitError') ||
    isKind(error, 'PermissionError')
  );
}

/**
 * Throws BatchError unless every item of the batch succeeded.
 * @example
 * assertComplete(await cliq.pins.remove(chatId, messageIds));
 */
export function assertComplete(result: BatchResult): void {
  if (!result.ok) throw new BatchError(result);
}
