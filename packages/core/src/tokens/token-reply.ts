import { ownOf } from '../input/own.ts';
import { adviceOnRefusal } from './refusals.ts';

/** What the accounts server says. */
export type TokenReply =
  | {
      kind: 'granted';
      accessToken: string;
      refreshToken: string | undefined;
      /** Undefined when the reply does not say. */
      lifetimeMs: number | undefined;
    }
  /** Final: asking again gives the same. */
  | { kind: 'refused'; code: string; advice: string }
  | { kind: 'throttled' }
  /** Anything else: an outage, a page, a code that nobody knows. */
  | { kind: 'failed' };

/** Whether a value can be a token. Anything else cannot stand in a header. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/**
 * Reads a reply of the accounts server. It answers errors with status 200, and its throttle in the reader's language, so
 * that only a token is a sign of success, and only `status` and `error` are a sign of which failure it is.
 */
export function readTokenReply(status: number, text: string): TokenReply {
  const body = parseObject(text);
  const { access_token, refresh_token, error, expires_in_sec, expires_in } = body;
  // A redirect says nothing, and what a server says that has failed is not final.
  if ((status >= 300 && status < 400) || status >= 500) return { kind: 'failed' };
  if (status < 300 && error === undefined && isToken(access_token)) {
    return {
      kind: 'granted',
      accessToken: access_token,
      refreshToken: isToken(refresh_token) ? refresh_token : undefined,
      lifetimeMs: lifetimeOf(expires_in_sec, expires_in),
    };
  }
  const advice = typeof error === 'string' ? adviceOnRefusal(error) : undefined;
  if (typeof error === 'string' && advice !== undefined) return { kind: 'refused', code: error, advice };
  return { kind: status === 429 || body.status === 'failure' ? 'throttled' : 'failed' };
}

interface TokenBody {
  access_token?: unknown;
  refresh_token?: unknown;
  error?: unknown;
  status?: unknown;
  expires_in_sec?: unknown;
  expires_in?: unknown;
}

function parseObject(text: string): TokenBody {
  try {
    const value: unknown = JSON.parse(text);
    return ownOf<TokenBody>(Object(value));
  } catch {
    return ownOf<TokenBody>({});
  }
}

/** Above a day, `expires_in` is in milliseconds: an older form of the reply, with the seconds beside it. */
const longestInSeconds = 86_400;

function lifetimeOf(expiresInSec: unknown, expiresIn: unknown): number | undefined {
  const seconds = positive(expiresInSec);
  if (seconds !== undefined) return Math.min(seconds, longestInSeconds) * 1000;
  const either = positive(expiresIn);
  if (either === undefined) return undefined;
  return Math.min(either > longestInSeconds ? either : either * 1000, longestInSeconds * 1000);
}

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}
