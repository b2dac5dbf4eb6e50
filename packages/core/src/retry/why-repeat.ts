import type { OperationId, RetryClass } from '@cliqkit/types';
import type { Call } from '../call/call.ts';
import type { CliqRequest } from '../call/request.ts';
import { isApiError } from '../errors/api-error.ts';
import { isKind } from '../errors/is-kind.ts';
import type { RetryEvent } from '../hooks/hooks.ts';
import { mayMend } from '../middleware/transport.ts';

/** Retry classes of operations, in place of those of the specs. */
export type RetryClasses = { readonly [Id in OperationId]?: RetryClass };

/** The class of a call. One to a URL that no spec knows is repeated only if it reads. */
export function classOf(
  { operation }: Call,
  { method, url }: CliqRequest,
  classes: RetryClasses,
): RetryClass {
  if (operation === undefined) return method === 'GET' || method === 'HEAD' ? 'safe' : 'never';
  const { query: never } = operation.neverRetryWhen ?? {};
  if (never) {
    const { searchParams } = new URL(url);
    if (Object.entries(never).some(([name, value]) => searchParams.get(name) === value)) return 'never';
  }
  const id = operation.id as OperationId;
  return (Object.hasOwn(classes, id) ? classes[id] : undefined) ?? operation.retry;
}

/**
 * Why a call may be sent again after this failure; undefined when it may not. What was refused before it was executed
 * (no valid token, a throttle) can be repeated by every class, the rest only where it does no harm.
 */
export function whyRepeat(
  error: unknown,
  call: Call,
  retryClass: RetryClass,
): RetryEvent['reason'] | undefined {
  if (retryClass === 'never' && call.ambiguous) return undefined;
  if (isKind(error, 'AuthError')) return error.status === 401 && call.renewable ? 'token' : undefined;
  if (isKind(error, 'RateLimitError')) return error.heldBack ? undefined : 'throttled';
  return isTransient(error) ? 'failure' : undefined;
}

const transientStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);

function isTransient(error: unknown): boolean {
  if (isKind(error, 'ConnectionError')) return mayMend(error.code);
  return isKind(error, 'TimeoutError') || (isApiError(error) && transientStatuses.has(error.status));
}
