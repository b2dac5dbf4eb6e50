import type { RequestHead } from '../delivery/request-head.ts';
import { isInside } from './inside.ts';

/** Reads the origins that are let in. Throws a `TypeError` for what is none, such as `*`. */
export function readOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    // Of a text with more than an origin in it, the origin is another text; an asterisk would be taken for a pattern.
    if (url?.origin !== origin || !url.protocol.startsWith('http') || origin.includes('*')) {
      throw new TypeError(
        `@cliqkit/emulator: ${JSON.stringify(origin)} is not an origin; write it as a browser does: http://localhost:5173`,
      );
    }
  }
  return new Set(origins);
}

/** The user has followed a link or a redirect, as to the page where an app asks for consent. No page sees the reply. */
function opensPage({ method, headers }: RequestHead): boolean {
  return (
    method === 'GET' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  );
}

/** Whether a web page that may not has sent a request. A client that is no browser says nothing of where it is. */
export function isForeign(request: RequestHead, origins: ReadonlySet<string>): boolean {
  const { url, headers } = request;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin !== undefined) return origin !== url.origin && (isInside(url.pathname) || !origins.has(origin));
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  if (url.pathname !== '/' && isInside(url.pathname)) return true;
  return site !== 'same-site' && !opensPage(request);
}

/** What tells a browser that the page of a request may read the reply. */
export function crossOriginHeaders(
  { url, headers }: RequestHead,
  origins: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (origins.size === 0 || isInside(url.pathname)) return {};
  const origin = headers.get('origin') ?? '';
  if (!origins.has(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Date, Retry-After',
  };
}

/** What a browser that asks before it sends is told in addition; nothing when it does not ask, or not for a listed page. */
export function preflightHeaders(
  { method, url, headers }: RequestHead,
  origins: ReadonlySet<string>,
): Readonly<Record<string, string>> | undefined {
  const asks = method === 'OPTIONS' && headers.has('access-control-request-method');
  if (!asks || !origins.has(headers.get('origin') ?? '') || isInside(url.pathname)) return undefined;
  const names = headers.get('access-control-request-headers');
  return {
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    ...(names === undefined ? {} : { 'access-control-allow-headers': names }),
    'access-control-max-age': '600',
  };
}
