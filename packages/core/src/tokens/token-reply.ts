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
  | { kind: 'refused'; code: string }
  | { kind: 'throttled' }
  /** Anything else: an outage, a page, a code that nobody knows. */
  | { kind: 'failed' };

/** What a token consists of. Anything else cannot stand in a header. */
export const tokenCharacters: RegExp = /^[\x21-\x7e]+$/;

/**
 * Reads a reply of the accounts server. It answers errors with status 200, and its throttle in the reader's language, so
 * that only a token is a sign of success, and only `status` and `error` are a sign of which failure it is.
 */
export function readTokenReply(status: number, text: string): TokenReply {
  const body = parseObject(text);
  const accessToken = body['access_token'];
  const error = body['error'];
  if (
    typeof accessToken === 'string' &&
    tokenCharacters.test(accessToken) &&
    error === undefined &&
    status < 400
  ) {
    const refreshToken = body['refresh_token'];
    const rotated = typeof refreshToken === 'string' && tokenCharacters.test(refreshToken);
    return {
      kind: 'granted',
      accessToken,
      refreshToken: rotated ? refreshToken : undefined,
      lifetimeMs: lifetimeOf(body['expires_in_sec'], body['expires_in']),
    };
  }
  if (typeof error === 'string' && adviceOnRefusal(error) !== undefined)
    return { kind: 'refused', code: error };
  if (status === 429 || body['status'] === 'failure') return { kind: 'throttled' };
  return { kind: 'failed' };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.assign(Object.create(null), value) : {};
  } catch {
    return {};
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
