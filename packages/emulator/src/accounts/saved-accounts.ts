import type { Challenge } from './pkce.ts';

interface SavedConsent {
  readonly userId: string;
  readonly scopes: readonly string[];
}

interface SavedClientConsent extends SavedConsent {
  readonly client: string;
}

/** The tokens, oldest first: by serial number or name, from which their values can be derived again. */
export interface SavedTokens {
  readonly issued: number;
  readonly consents: number;
  /** Users and clients that have consented: `<user id> <client>`. */
  readonly consented: readonly string[];
  readonly refresh: readonly (SavedClientConsent & { readonly name: string; readonly code?: number })[];
  readonly access: readonly (SavedConsent & {
    readonly serial: number;
    readonly expiresAt: number;
    readonly client?: string;
    /** Serial number of the code that it came from. */
    readonly code?: number;
    /** Name of the refresh token that it came from. */
    readonly refresh?: string;
  })[];
}

/** The codes that wait for their exchange, and those that have had it. */
export interface SavedCodes {
  readonly issued: number;
  readonly used: readonly { readonly serial: number; readonly client: string; readonly expiresAt: number }[];
  readonly codes: readonly (SavedClientConsent & {
    readonly serial: number;
    readonly expiresAt: number;
    readonly redirectUri?: string;
    readonly challenge?: Challenge;
    readonly offline: boolean;
    readonly prompted: boolean;
  })[];
}

/** The devices that wait for their user. */
export interface SavedDevices {
  readonly started: number;
  readonly requests: readonly {
    readonly serial: number;
    readonly client: string;
    readonly scopes: readonly string[];
    readonly offline: boolean;
    readonly prompted: boolean;
    readonly expiresAt: number;
    readonly lastPollAt?: number;
    readonly decision?: 'denied' | { readonly userId: string };
  }[];
}

/** The access tokens that count against a budget. */
export interface SavedTokenBudget {
  readonly name: string;
  readonly made: readonly number[];
  readonly quietUntil?: number;
  readonly lockedUntil?: number;
}

/** What the accounts server knows, as plain JSON. No token, code or secret is in it. */
export interface SavedAccounts {
  readonly tokens: SavedTokens;
  readonly codes: SavedCodes;
  readonly devices: SavedDevices;
  readonly budgets: readonly SavedTokenBudget[];
}
