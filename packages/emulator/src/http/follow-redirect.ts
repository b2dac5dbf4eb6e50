import { failedFetch } from './failed-fetch.ts';

/** What `fetch` sends: a request, and its body apart, because a redirect can send it again. */
export interface Sending {
  readonly request: Request;
  readonly bytes: Uint8Array;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a reply sends on to; nothing when it does not, or the client wants to see for itself. */
function targetOf(request: Request, { status, headers }: Response): URL | undefined {
  const location = headers.get('location');
  if (!redirects.has(status) || location === null || request.redirect === 'manual') return undefined;
  if (request.redirect === 'error') throw failedFetch('unexpected redirect');
  try {
    return new URL(location, request.url);
  } catch {
    throw failedFetch('invalid redirect URL');
  }
}

function becomesGet(status: number, method: string): boolean {
  return status === 303 ? method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';
}

/**
 * What `fetch` sends next, as the web standard has it; nothing when the reply is the last. A body and the headers of the
 * client's own follow to another origin, the authorization does not.
 */
export function followRedirect({ request, bytes }: Sending, reply: Response): Sending | undefined {
  const target = targetOf(request, reply);
  if (target === undefined) return undefined;
  const headers = new Headers(request.headers);
  if (target.origin !== new URL(request.url).origin) headers.delete('authorization');
  if (!becomesGet(reply.status, request.method)) {
    return { request: new Request(target, { method: request.method, headers }), bytes };
  }
  headers.delete('content-type');
  return { request: new Request(target, { headers }), bytes: new Uint8Array() };
}
