import { ResponseError } from '../errors/response-error.ts';

/**
 * The service's own time of a reply, from its Date header, in epoch milliseconds: what a later change passes as
 * `last_sync_time`. Whole seconds, rounded down: a change within the same second is taken for a later one, so the
 * worst that can happen is a conflict too many, never a change overwritten. Undefined without a readable header.
 */
export function syncTimeOf(response: Response): number | undefined {
  const time = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * As `syncTimeOf`, for a change that cannot do without; throws ResponseError. The last moment before that second: a service
 * that compares whole seconds, which nobody outside knows, would let a change of the same second be overwritten.
 */
export function requireSyncTime(response: Response): number {
  const time = syncTimeOf(response);
  if (time !== undefined) return time - 1;
  throw new ResponseError(
    'the reply has no Date header, so nobody knows which last_sync_time belongs to it. Check the proxy.',
    { status: response.status },
  );
}
