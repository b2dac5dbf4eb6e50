import { digest } from '../journal/digest.ts';
import type { ClientCredentials } from './clients.ts';
import { emulatedSecret, masked } from './emulated-secret.ts';
import type { SavedTokens } from './saved-accounts.ts';
import { allScopes } from './scopes.ts';

/** Zoho documents 20 refresh tokens of one user and client; the next one ends the oldest. */
const maxRefreshTokens = 20;

/** What a client presents to the accounts server to act for a user. */
export interface Credentials extends ClientCredentials {
  readonly refreshToken: string;
}

/** What a user has agreed to. */
export interface Consent {
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

/** What a user has agreed to, and with which client. */
export interface ClientConsent extends Consent {
  /** Name of the client. */
  readonly client: string;
  /** Serial number of the code that it was exchanged for; none without a code. */
  readonly code?: number;
}

interface RefreshToken extends ClientConsent {
  readonly value: string;
  /** What its value is derived from. */
  readonly name: string;
}

export interface AccessToken extends Consent {
  readonly value: string;
  readonly expiresAt: number;
  /** Name of the client that it was made for; none for one that `issueToken` has made. */
  readonly client?: string;
  /** Serial number of the code that it was exchanged for. */
  readonly code?: number;
  /** The refresh token that it came from, and among whose tokens it counts. */
  readonly refreshToken?: string;
}

interface KeptAccessToken extends AccessToken {
  readonly serial: number;
}

/** A token as it may be shown. */
interface TokenView {
  /** Tells tokens apart; the `tokenId` of the journal. */
  readonly id: string;
  readonly kind: 'access' | 'refresh';
  readonly userId: string;
  readonly scopes: readonly string[];
  /** In epoch milliseconds; absent for a refresh token. */
  readonly expiresAt?: number;
  /** Its ends: `emu_1000.ab…9f`. */
  readonly shown: string;
}

/** All tokens. */
export interface TokenStore {
  /** Value of the refresh token that a user has with the seed's own client. Valid until it is revoked. */
  standing(userId: string): string;
  /** Makes a refresh token. One too many of a user and client ends the oldest. */
  consent(consent: ClientConsent): RefreshToken;
  /** Whether a user's refresh token has been handed to a client, and none of them was revoked since. */
  hasConsented(client: string, userId: string): boolean;
  /** The refresh token with this value, if it was not revoked. */
  findRefreshToken(value: string): RefreshToken | undefined;
  /** Name of the client that a token was made for; nothing for no such token, or one that is no client's. */
  clientOf(value: string): string | undefined;
  /** Value of the access token that was made as the so manieth, whatever has become of it. */
  valueOf(serial: number): string;
  /** Makes an access token. */
  issue(token: Omit<AccessToken, 'value'>): AccessToken;
  /** The access token with this value, if it has not expired and was not revoked. */
  find(value: string, now: number): AccessToken | undefined;
  /** Revokes an access token, or a refresh token with all its access tokens. Gives whether there was such a token. */
  revoke(value: string): boolean;
  /** Revokes the tokens that a code was exchanged for. */
  revokeByCode(code: number): void;
  /** Revokes the token with this id. Gives whether there was such a token. */
  revokeById(id: string): boolean;
  /** Ends the oldest access tokens of a refresh token until there are this many. */
  keepNewest(refreshToken: string, count: number, now: number): void;
  /** Forgets the access tokens that have expired. */
  sweep(now: number): void;
  /** The tokens that are valid, oldest first. */
  list(now: number): readonly TokenView[];
  save(): SavedTokens;
  load(saved: SavedTokens): void;
  clear(): void;
}

/** @param client - Name of the client that every user has a standing refresh token with. */
export function createTokenStore(seedName: string, client: string, userIds: readonly string[]): TokenStore {
  const access = new Map<string, KeptAccessToken>();
  const refresh = new Map<string, RefreshToken>();
  const consented = new Set<string>();
  let issued = 0;
  let consents = 0;

  const derived = (name: string): string => emulatedSecret(`${seedName} ${name}`);
  const standingName = (userId: string): string => `refresh of user ${userId}`;
  const consentKey = (name: string, userId: string): string => `${userId} ${name}`;

  function keepRefresh(name: string, consent: ClientConsent): RefreshToken {
    const made = { ...consent, name, value: derived(name) };
    refresh.set(made.value, made);
    return made;
  }

  function keepAccess(serial: number, token: Omit<AccessToken, 'value'>): AccessToken {
    const made = { ...token, serial, value: derived(`access ${serial}`) };
    access.set(made.value, made);
    return made;
  }

  function end(refreshToken: string): void {
    refresh.delete(refreshToken);
    for (const token of access.values()) if (token.refreshToken === refreshToken) access.delete(token.value);
  }

  function revoke(value: string): boolean {
    const token = refresh.get(value);
    if (token === undefined) return access.delete(value);
    end(value);
    consented.delete(consentKey(token.client, token.userId));
    return true;
  }

  function empty(): void {
    access.clear();
    refresh.clear();
    consented.clear();
    issued = 0;
    consents = 0;
  }

  function clear(): void {
    empty();
    for (const userId of userIds)
      keepRefresh(standingName(userId), { userId, client, scopes: new Set(allScopes) });
  }

  clear();
  return {
    standing: (userId) => derived(standingName(userId)),
    consent(consent) {
      consents += 1;
      const made = keepRefresh(`refresh ${consents}`, consent);
      consented.add(consentKey(made.client, made.userId));
      const all = [...refresh.values()];
      const [oldest, ...others] = all.filter(
        (token) => token.userId === made.userId && token.client === made.client,
      );
      if (oldest !== undefined && others.length >= maxRefreshTokens) end(oldest.value);
      return made;
    },
    hasConsented: (name, userId) => consented.has(consentKey(name, userId)),
    findRefreshToken: (value) => refresh.get(value),
    clientOf: (value) => (refresh.get(value) ?? access.get(value))?.client,
    valueOf: (serial) => derived(`access ${serial}`),
    issue(token) {
      issued += 1;
      return keepAccess(issued, token);
    },
    find(value, now) {
      const token = access.get(value);
      return token !== undefined && now < token.expiresAt ? token : undefined;
    },
    revoke,
    revokeByCode(code) {
      for (const token of [...refresh.values(), ...access.values()])
        if (token.code === code) revoke(token.value);
    },
    revokeById(id) {
      const value = [...refresh.keys(), ...access.keys()].find((each) => digest(each) === id);
      return value !== undefined && revoke(value);
    },
    keepNewest(refreshToken, count, now) {
      const alive = [...access.values()].filter(
        (token) => token.refreshToken === refreshToken && now < token.expiresAt,
      );
      for (const token of alive.slice(0, Math.max(0, alive.length - count))) access.delete(token.value);
    },
    sweep(now) {
      for (const { value, expiresAt } of access.values()) if (now >= expiresAt) access.delete(value);
    },
    list(now) {
      const view = (kind: TokenView['kind'], { value, userId, scopes }: RefreshToken | AccessToken) => ({
        id: digest(value),
        kind,
        userId,
        scopes: [...scopes],
        shown: masked(value),
      });
      const alive = [...access.values()].filter(({ expiresAt }) => now < expiresAt);
      return [
        ...[...refresh.values()].map((token) => view('refresh', token)),
        ...alive.map((token) => ({ ...view('access', token), expiresAt: token.expiresAt })),
      ];
    },
    save: () => ({
      issued,
      consents,
      consented: [...consented],
      refresh: [...refresh.values()].map(({ value: _, scopes, ...token }) => ({
        ...token,
        scopes: [...scopes],
      })),
      access: [...access.values()].map(({ value: _, scopes, refreshToken, ...token }) => {
        const from = refreshToken === undefined ? undefined : refresh.get(refreshToken);
        return { ...token, scopes: [...scopes], ...(from === undefined ? {} : { refresh: from.name }) };
      }),
    }),
    load(saved) {
      empty();
      ({ issued, consents } = saved);
      for (const key of saved.consented) consented.add(key);
      for (const { name, scopes, ...rest } of saved.refresh)
        keepRefresh(name, { ...rest, scopes: new Set(scopes) });
      for (const { serial, scopes, refresh: from, ...rest } of saved.access) {
        const token = { ...rest, scopes: new Set(scopes) };
        keepAccess(serial, from === undefined ? token : { ...token, refreshToken: derived(from) });
      }
    },
    clear,
  };
}
