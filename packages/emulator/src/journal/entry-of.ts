import type { Delivery } from '../delivery/delivery.ts';
import { sentStatus } from '../delivery/delivery.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import { digest } from './digest.ts';
import type { JournalEntry } from './journal.ts';
import { maskText } from './mask.ts';
import type { Visit } from './visit.ts';

/** The query of a request to the accounts server can hold secrets: its names tell enough. */
function maskedQuery(parameters: URLSearchParams): string {
  return [...parameters.keys()].map((name) => `${encodeURIComponent(name)}=***`).join('&');
}

const firstError = 400;

/**
 * The error code of a reply, wherever it stands. The accounts server's errors come with status 200. What is not made of
 * words is no code, and could be anything that a fault has put there.
 */
function codeOf({ reply, manner }: Delivery, isToken: boolean): string | undefined {
  if (reply.body === undefined || manner.kind !== 'whole') return undefined;
  if (reply.status < firstError && !isToken) return undefined;
  return /"(?:code|error)":"([a-z]+(?:[_ ][a-z]+){0,9})"/iu.exec(reply.body.slice(0, 512))?.[1];
}

/** What the journal says of a request. */
export function entryOf(
  visit: Visit,
  request: RequestHead,
  bytes: Uint8Array,
  mono: number,
  delivery: Delivery,
): JournalEntry {
  const { number, at, operation, userId, token, fault, committed, locked, overLimit } = visit;
  const { pathname, search, searchParams } = request.url;
  const code = codeOf(delivery, operation === 'token');
  const arrivedBodiless = bytes.length === 0 || fault?.kind === 'strip-body';
  return {
    number,
    at,
    mono,
    operation,
    method: request.method,
    path: maskText(pathname),
    query: pathname.startsWith('/oauth/') ? maskedQuery(searchParams) : maskText(search.slice(1)),
    ...(userId === undefined ? {} : { userId }),
    ...(token === undefined ? {} : { tokenId: digest(token) }),
    ...(arrivedBodiless ? {} : { bodyHash: digest(bytes) }),
    status: sentStatus(delivery),
    ...(code === undefined ? {} : { code }),
    committed,
    ...(fault === undefined ? {} : { fault: fault.kind }),
    locked,
    overLimit,
  };
}
