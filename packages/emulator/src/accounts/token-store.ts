import { createHash } from 'node:crypto';
import { emulatedSecret } from './emulated-secret.ts';
import { allScopes } from './scopes.ts';

/** Zoho documents 20 refresh tokens of one user and client; the next one ends the oldest. */
const maxRefreshTokens = 20;

/** What a client presents to the accounts server. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** What a user has agreed to. */
export interface Consent {
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

interface RefreshToken extends Consent {
  readonly value: string;
}

export interface AccessToken extends Consent {
  readonly value: string;
  readonly expiresAt: number;
  /** The refresh token that it came from, and among whose tokens it counts. */
  readonly refreshToken?: string;
}

/** The credentials of the seed's first user, and all tokens. */
export interface TokenStore {
  readonly credentials: Credentials;
  /** Makes a refresh token. One too many ends the user's oldest. */
  consent(consent: Consent): RefreshToken;
  /** The refresh token with this value, if it was not revoked. */
  findRefreshToken(value: string): RefreshToken | undefined;
  /** Makes an access token. */
  issue(token: Omit<AccessToken, 'value'>): AccessToken;
  /** The access token with this value, if it has not expired and was not revoked. */
  find(value: string, now: number): AccessToken | undefined;
  /** Revokes an access token, or a refresh token with all its access tokens. Gives whether there was such a token. */
  revoke(value: string): boolean;
  /** Ends the oldest access tokens of a refresh token until there are this many. */
  keepNewest(refreshToken: string, count: number, now: number): void;
  clear(): void;
}

function hexOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

export function createTokenStore(seedName: string, userId: string): TokenStore {
  const credentials: Credentials = {
    clientId: `1000.EMU${hexOf(`${seedName} client`).slice(0, 27).toUpperCase()}`,
    clientSecret: `emu${hexOf(`${seedName} secret`).slice(0, 39)}`,
    refreshToken: emulatedSecret(`${seedName} refresh`),
  };
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();
  let issued = 0;
  let consents = 0;

  function revoke(value: string): boolean {
    if (!refreshTokens.delete(value)) return accessTokens.delete(value);
    for (const token of accessTokens.values())
      if (token.refreshToken === value) accessTokens.delete(token.value);
    return true;
  }

  function clear(): void {
    accessTokens.clear();
    refreshTokens.clear();
    issued = 0;
    consents = 0;
    const value = credentials.refreshToken;
    refreshTokens.set(value, { value, userId, scopes: new Set(allScopes) });
  }

  clear();
  return {
    credentials,
    consent(consent) {
      consents += 1;
      const made = { ...consent, value: emulatedSecret(`${seedName} refresh ${consents}`) };
      refreshTokens.set(made.value, made);
      const [oldest, ...others] = [...refreshTokens.values()].filter((token) => token.userId === made.userId);
      if (oldest !== undefined && others.length >= maxRefreshTokens) revoke(oldest.value);
      return made;
    },
    findRefreshToken: (value) => refreshTokens.get(value),
    issue(token) {
      issued += 1;
      const made = { ...token, value: emulatedSecret(`${seedName} access ${issued}`) };
      accessTokens.set(made.value, made);
      return made;
    },
    find(value, now) {
      const token = accessTokens.get(value);
      return token !== undefined && now < token.expiresAt ? token : undefined;
    },
    revoke,
    keepNewest(refreshToken, count, now) {
      const alive = [...accessTokens.values()].filter(
        (token) => token.refreshToken === refreshToken && now < token.expiresAt,
      );
      for (const token of alive.slice(0, Math.max(0, alive.length - count))) accessTokens.delete(token.value);
    },
    clear,
  };
}
