import type { Credentials } from './accounts/token-store.ts';
import type { Clock } from './clock/clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Journal } from './journal/journal.ts';
import type { Violation } from './journal/violations.ts';
import type { LimitOverrides } from './limits/bounds.ts';
import type { Quirks } from './quirks.ts';
import type { Seed } from './seeds/seed.ts';

/** Options of `createEmulator`. */
export interface EmulatorOptions {
  /** Port of the HTTP door on 127.0.0.1; 0 is any free one, `false` is no HTTP door. @default 0 */
  readonly port?: number | false;
  /** What the workspace starts with. @default `demoSeed` */
  readonly seed?: Seed;
  /**
   * Tokens, limits, locks, ids, expiry times and `Date` headers go by its wall time, a dripping reply by its timers.
   *
   * @default the clock of the machine
   * @example
   * const clock = createClock();
   * const emulator = await createEmulator({ port: false, clock });
   */
  readonly clock?: Clock;
  /** Positions of facts that are unknown or contradictory. @default `defaultQuirks` */
  readonly quirks?: Partial<Quirks>;
  /**
   * Limits of your own in place of the documented ones: calls of one user, windows and locks in milliseconds. What is left
   * out stays as documented. Operations that share a URL and a method share one limit, whichever of them is named.
   *
   * @default the documented limits
   * @example
   * await createEmulator({ limits: { addPinnedMessage: { limit: 5, lockMs: 60_000 } } });
   */
  readonly limits?: LimitOverrides;
  /** How many entries the journal keeps; the oldest go first. @default 10000 */
  readonly journalSize?: number;
}

/** Options of `issueToken`. */
export interface IssueTokenOptions {
  /** @default the first user of the seed */
  readonly userId?: string;
  /** @default every scope */
  readonly scopes?: readonly string[];
  /** @default one hour */
  readonly expiresInMs?: number;
}

/** Options of `issueCode`. */
export interface IssueCodeOptions {
  /** @default the first user of the seed */
  readonly userId?: string;
  /** @default every scope */
  readonly scopes?: readonly string[];
  /**
   * What the exchange has to repeat as `redirect_uri`.
   *
   * @default none: the code of a self client, which goes with any
   */
  readonly redirectUri?: string;
}

/** A running emulator. */
export interface Emulator {
  /** Base URL of the API. */
  readonly url: string;
  /** Base URL of the accounts server; its token endpoint is `/oauth/v2/token`. */
  readonly accountsUrl: string;
  /**
   * Reaches the same workspace without a socket. Answers for this machine and for the hosts of Zoho's data centres, and
   * fails like a network for every other host.
   */
  readonly fetch: typeof fetch;
  /** Of the first user of the seed, with every scope. */
  readonly credentials: Credentials;
  /** Makes an access token at once, past the limits of the accounts server. */
  issueToken(options?: IssueTokenOptions): string;
  /**
   * Makes an authorization code, as the consent page would: for one exchange, within two minutes.
   *
   * @example
   * const code = emulator.issueCode({ scopes: ['ZohoCliq.Chats.READ'] });
   * const { clientId, clientSecret } = emulator.credentials;
   * await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
   *   method: 'POST',
   *   body: new URLSearchParams({
   *     grant_type: 'authorization_code',
   *     client_id: clientId,
   *     client_secret: clientSecret,
   *     code,
   *   }),
   * });
   */
  issueCode(options?: IssueCodeOptions): string;
  /**
   * Faults for the calls to come.
   *
   * @example
   * emulator.faults.plan('addPinnedMessage', 'commit-then-reset');
   * // … calls …
   * emulator.faults.assertConsumed();
   */
  readonly faults: Faults;
  /**
   * What has arrived, and what became of it.
   *
   * @example
   * const sent = emulator.journal.entries().filter(({ operation }) => operation === 'addPinnedMessage');
   */
  readonly journal: Journal;
  /**
   * What clients did that they should not have done, since the start or the last reset; it outlives the journal.
   *
   * @example
   * if (emulator.violations().length > 0) throw new Error(emulator.violations()[0]?.message);
   */
  violations(): readonly Violation[];
  /**
   * Back to the seed: what was changed is gone, and so are tokens, codes, limits, locks, faults, the journal and the
   * violations.
   */
  reset(): void;
  /** Closes the HTTP door and its connections. Closing again does nothing. */
  close(): Promise<void>;
}
