import { createHash } from 'node:crypto';

/** What a client presents to the accounts server. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface AccessToken {
  readonly value: string;
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number;
  /** Whether it came from the refresh token, and counts among its tokens. */
  readonly refreshed: boolean;
}

/** The credentials of one user, and all access tokens. */
export interface TokenStore {
  readonly credentials: Credentials;
  issue(token: Omit<AccessToken, 'value'>): AccessToken;
  /** The token with this value, if it has not expired and was not revoked. */
  find(value: string, now: number): AccessToken | undefined;
  /** Revokes an access token, or the refresh token with all its access tokens. Gives whether there was such a token. */
  revoke(value: string): boolean;
  /** Ends the oldest tokens of the refresh token until there are this many. */
  keepNewest(count: number, now: number): void;
  readonly refreshTokenRevoked: () => boolean;
  clear(): void;
}

/** Shaped like a real one, and marked so that nobody takes it for one. */
function emulated(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `1000.emu${hex.slice(0, 29)}.${hex.slice(32)}`;
}

export function createTokenStore(seedName: string): TokenStore {
  const credentials: Credentials = {
    clientId: `1000.EMU${createHash('sha256').update(`${seedName} client`).digest('hex').slice(0, 27).toUpperCase()}`,
    clientSecret: `emu${createHash('sha256').update(`${seedName} secret`).digest('hex').slice(0, 39)}`,
    refreshToken: emulated(`${seedName} refresh`),
  };
  const tokens = new Map<string, AccessToken>();
  let issued = 0;
  let revoked = false;
  return {
    credentials,
    issue(token) {
      issued += 1;
      const made = { ...token, value: emulated(`${seedName} access ${issued}`) };
      tokens.set(made.value, made);
      return made;
    },
    find(value, now) {
      const token = tokens.get(value);
      return token !== undefined && now < token.expiresAt ? token : undefined;
    },
    revoke(value) {
      if (value !== credentials.refreshToken || revoked) return tokens.delete(value);
      revoked = true;
      for (const token of tokens.values()) if (token.refreshed) tokens.delete(token.value);
      return true;
    },
    keepNewest(count, now) {
      const alive = [...tokens.values()].filter((token) => token.refreshed && now < token.expiresAt);
      for (const token of alive.slice(0, Math.max(0, alive.length - count))) tokens.delete(token.value);
    },
    refreshTokenRevoked: () => revoked,
    clear() {
      tokens.clear();
      issued = 0;
      revoked = false;
    },
  };
}
