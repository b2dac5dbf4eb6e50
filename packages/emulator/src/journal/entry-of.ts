import { digest } from './digest.ts';
import type { JournalEntry } from './journal.ts';
import type { Visit } from './visit.ts';

/** The query of a request to the accounts server can hold secrets: its names tell enough. */
function maskedQuery(parameters: URLSearchParams): string {
  return [...parameters.keys()].map((name) => `${encodeURIComponent(name)}=***`).join('&');
}

/** What the journal says of a request. */
export function entryOf(
  visit: Visit,
  request: Request,
  bytes: Uint8Array,
  mono: number,
  status: number | undefined,
): JournalEntry {
  const { number, at, operation, userId, token, fault, committed, locked, overLimit } = visit;
  const { pathname, search, searchParams } = new URL(request.url);
  const arrivedBodiless = bytes.length === 0 || fault?.kind === 'strip-body';
  return {
    number,
    at,
    mono,
    operation,
    method: request.method,
    path: pathname,
    query: pathname.startsWith('/oauth/') ? maskedQuery(searchParams) : search.slice(1),
    ...(userId === undefined ? {} : { userId }),
    ...(token === undefined ? {} : { tokenId: digest(token) }),
    ...(arrivedBodiless ? {} : { bodyHash: digest(bytes) }),
    status,
    committed,
    ...(fault === undefined ? {} : { fault: fault.kind }),
    locked,
    overLimit,
  };
}
