import type { DataCenter } from '@cliqkit/types';
import type { ClientCredentials } from './accounts/clients.ts';
import type { Credentials } from './accounts/token-store.ts';
import type { Clock } from './clock/clock.ts';
import type { VirtualClock } from './clock/virtual-clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Journal } from './journal/journal.ts';
import type { Violation } from './journal/violations.ts';
import type { LimitOverrides } from './limits/bounds.ts';
import type { Quirks } from './quirks.ts';
import type { ScenarioName } from './seeds/scenarios.ts';
import type { Seed } from './seeds/seed.ts';
import type { Snapshot } from './snapshot.ts';
import type { ResetPart } from './world.ts';

/** Options of `createEmulator`. */
export interface EmulatorOptions {
  /** Port of the HTTP door; 0 is any free one, `false` is no HTTP door. @default 0 */
  readonly port?: number | false;
  /**
   * Address on which the HTTP door listens. Only this machine reaches `127.0.0.1` and `::1`; every other needs
   * `allowRemote`.
   *
   * @default '127.0.0.1'
   */
  readonly host?: string;
  /**
   * Lets `host` be an address that other machines may reach, such as `0.0.0.0` in a container. Whoever reaches it can read
   * and change everything the emulator holds; a process warning says so.
   *
   * @default false
   * @example
   * await createEmulator({ port: 8080, host: '0.0.0.0', allowRemote: true });
   */
  readonly allowRemote?: boolean;
  /**
   * Web pages that may call the API and the accounts server from a browser, by their exact origin. Every other page is
   * refused with 403, and no page of another origin reaches the emulator's own paths.
   *
   * @default none
   * @example
   * await createEmulator({ port: 8080, origins: ['http://localhost:5173'] });
   */
  readonly origins?: readonly string[];
  /**
   * The data centre that is played. `emulator.fetch` answers for the hosts of all of them; those of another one then know
   * neither the clients nor the tokens, as for a client that is in the wrong place.
   *
   * @default all of them
   * @example
   * const emulator = await createEmulator({ port: false, dataCenter: 'eu' });
   */
  readonly dataCenter?: DataCenter;
  /**
   * What the workspace starts with: a seed, or the name of one of the `scenarios`.
   *
   * @default 'demo'
   * @example
   * const emulator = await createEmulator({ seed: 'large' });
   */
  readonly seed?: Seed | ScenarioName | (string & Record<never, never>);
  /**
   * Tokens, limits, locks, ids, expiry times and `Date` headers go by its wall time, a dripping reply by its timers.
   *
   * @default the clock of the machine, which can be turned: `createClock({ mode: 'offset' })`
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
  /** At the service, who makes a self client's code chooses up to ten minutes. @default two minutes */
  readonly expiresInMs?: number;
}

/** Options of `consent` and `approveDevice`. */
export interface ConsentOptions {
  /** Who decides. @default the first user of the seed */
  readonly userId?: string;
  /** @default true */
  readonly allow?: boolean;
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
  /** Where it is: `http://127.0.0.1:8800`. In process alone it is nowhere, and this is the name that it answers to. */
  readonly origin: string;
  /**
   * The page that shows what goes on inside, its token in the fragment: `http://127.0.0.1:8800/#token=…`. For the HTTP
   * door.
   */
  readonly inspectorUrl: string;
  /** What the admin API asks for in the header `x-emulator-token`: 128 random bits, new at each start. */
  readonly adminToken: string;
  /** The clock, if it can be turned; `undefined` for the machine's own, and for one of another make. */
  readonly clock: VirtualClock | undefined;
  /** Of the first user of the seed, with every scope. */
  readonly credentials: Credentials;
  /**
   * Of any user of the seed, with every scope.
   *
   * @throws TypeError for a user that there is not.
   */
  credentialsOf(userId: string): Credentials;
  /**
   * Id and secret of a client that the seed names.
   *
   * @throws TypeError for a client that there is not.
   */
  clientCredentials(name: string): ClientCredentials;
  /**
   * The access tokens that the seed has, in its order.
   *
   * @example
   * const emulator = await createEmulator({ seed: 'expired-token' });
   * const [expired, ending] = emulator.seedTokens();
   */
  seedTokens(): readonly string[];
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
   * Decides on the consent page, as a user in a browser would. Gives the URL that the browser is sent to.
   *
   * @param url - Where the client sends its users: `/oauth/v2/auth` with its parameters.
   * @throws TypeError if the page would not ask.
   * @example
   * const callback = new URL(emulator.consent(client.authorizationUrl));
   * const code = callback.searchParams.get('code');
   */
  consent(url: string | URL, options?: ConsentOptions): string;
  /**
   * Decides about a device, as its user would on the page where its code is entered.
   *
   * @throws TypeError if no device waits with this code.
   * @example
   * emulator.approveDevice('BCDF-GHJK');
   */
  approveDevice(userCode: string, options?: ConsentOptions): void;
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
   * Everything that the emulator holds but its journal and its clock, as plain JSON. No token is in it, and yet after
   * `restore` the same tokens are valid.
   */
  snapshot(): Snapshot;
  /**
   * Goes back to a snapshot, also of another emulator. The clock stays: what was to end meanwhile has ended. The journal
   * begins anew.
   *
   * @throws TypeError if it is none, or contradicts itself; then nothing has changed.
   * @example
   * const before = emulator.snapshot();
   * // … calls …
   * emulator.restore(before);
   */
  restore(snapshot: Snapshot): void;
  /**
   * Back to the seed: what was changed is gone, and so are tokens, codes, limits, locks, faults, the journal and the
   * violations. Or only some of it; the clock and the quirks stay as they are.
   *
   * @example
   * emulator.reset(); // all
   * emulator.reset(['limits', 'faults']);
   */
  reset(parts?: readonly ResetPart[]): void;
  /** Closes the HTTP door and its connections. Closing again does nothing. */
  close(): Promise<void>;
}
