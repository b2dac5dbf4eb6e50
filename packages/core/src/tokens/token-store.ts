import { ownOf } from '../input/own.ts';
import { isToken } from './token-reply.ts';

/** What is kept of an account: its tokens, and when they were asked for. Times in epoch milliseconds. */
export interface TokenRecord {
  /** Counts the writes. A write that does not follow the stored one is refused. */
  readonly generation: number;
  /** The refresh token, where it came from the accounts server (`authorizationCode`), or was replaced by it. */
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly expiresAt?: number | undefined;
  /** The requests of the last ten minutes: the accounts server allows ten of them. */
  readonly requestedAt: readonly number[];
  /** The accounts server wants no request before then. */
  readonly quietUntil?: number | undefined;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * Where tokens are kept: in memory (`memoryTokens`), or where they outlive the process and other processes see them. A
 * store that fails does not fail the call: the token is then asked for anew. What it holds are secrets.
 */
export interface TokenStore {
  /** The record of an account. `key` has no secret in it. */
  read(key: string): MaybePromise<TokenRecord | undefined>;
  /** Keeps a record, if the stored one has the generation before it (or there is none). Gives whether it did. */
  write(key: string, record: TokenRecord): MaybePromise<boolean>;
  /**
   * Runs one at a time for an account, over all who share the store, as far as it can. Without it, processes that share
   * the store may ask for a token at the same time.
   */
  exclusive?<T>(key: string, run: () => Promise<T>): Promise<T>;
}

/** For stores: whether something that was read is a record. Others, such as one of another version, count as absent. */
export function isTokenRecord(value: unknown): value is TokenRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { refreshToken, accessToken, expiresAt, requestedAt, quietUntil } =
    ownOf<{
      [Key in keyof TokenRecord]?: unknown;
    }>(value);
  return (
    generationOf(value) !== undefined &&
    [refreshToken, accessToken].every((token) => token === undefined || isToken(token)) &&
    [expiresAt, quietUntil].every((time) => time === undefined || Number.isFinite(time)) &&
    Array.isArray(requestedAt) &&
    requestedAt.every((time) => Number.isFinite(time))
  );
}

/** The generation of something read from a store, which the next write has to follow whatever else is wrong with it. */
export function generationOf(value: object): number | undefined {
  const { generation } = ownOf<{ generation?: unknown }>(value);
  return typeof generation === 'number' && Number.isSafeInteger(generation) ? generation : undefined;
}

/** What two records know together: all requests, the longer quiet, the tokens that end later. Follows the second one. */
export function mergeRecords(one: TokenRecord, other: TokenRecord): TokenRecord {
  const [later, earlier] = (one.expiresAt ?? 0) > (other.expiresAt ?? 0) ? [one, other] : [other, one];
  return {
    generation: other.generation,
    refreshToken: later.refreshToken ?? earlier.refreshToken,
    accessToken: later.accessToken,
    expiresAt: later.expiresAt,
    requestedAt: [...other.requestedAt, ...one.requestedAt.filter((at) => !other.requestedAt.includes(at))],
    quietUntil: Math.max(one.quietUntil ?? 0, other.quietUntil ?? 0),
  };
}
