import type { Observer } from '../hooks/observer.ts';
import type { Clock } from '../time/clock.ts';

/** What a function that hands out tokens is told. */
export interface AccessTokenContext {
  /** Ends when the call no longer needs the token. */
  signal: AbortSignal | undefined;
  /** The token that the service has just refused with a 401: do not hand it out again. */
  refused: string | undefined;
}

/** A token, or a function that is asked for the current one before every attempt. It should cache. */
export type AccessTokenSource = string | ((context: AccessTokenContext) => string | Promise<string>);

/** What a grant needs to get tokens. */
export interface GrantEnvironment {
  /** Base URL of the accounts server: secrets go there, and nowhere else. */
  accounts: string;
  /** Whether it forwards to Zoho, see `Hosts`. */
  proxy?: boolean | undefined;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: () => number;
  observer: Observer;
}

/** Credentials that the accounts server turns into access tokens: `refreshToken`, `authorizationCode`, `clientCredentials`. */
export interface Grant {
  /** Connects to an accounts server. Sends nothing yet. */
  connect(environment: GrantEnvironment): (context: AccessTokenContext) => Promise<string>;
}
