import { ResponseError } from '../errors/response-error.ts';

/**
 * The service's own time of a reply, from its Date header, in epoch milliseconds: what a later change passes as
 * `last_sync_time`. The header has whole seconds; this is the last moment before that second, so that a change within it is
 * taken for a later one, by a service that compares seconds too. The worst that can happen is a conflict too many, never a
 * change overwritten. Undefined without a readable header.
 */
export function syncTimeOf(response: Response): number | undefined {
  const time = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time - 1;
}

/** As `syncTimeOf`, for a change that cannot do without. Throws ResponseError. */
export function requireSyncTime(response: Response): number {
  const time = syncTimeOf(response);
  if (time !== undefined) return time;
  throw new ResponseError(
    'the reply has no Date header, so nobody knows which last_sync_time belongs to it. Check the proxy.',
    { status: response.status },
  );
}
