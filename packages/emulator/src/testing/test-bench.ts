import type { Credentials } from '../accounts/token-store.ts';
import type { Clock } from '../clock/clock.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Emulator, EmulatorOptions } from '../emulator-types.ts';
import type { Faults } from '../faults/faults.ts';
import type { Journal } from '../journal/journal.ts';

/** Options of `useEmulator`: those of `createEmulator`, and how tests go by it. */
export interface UseEmulatorOptions extends Omit<EmulatorOptions, 'clock'> {
  /**
   * - `real`: the machine's clock, which tests can advance.
   * - `frozen`: stands still at 22 November 2026, 09:00 UTC, until a test advances it.
   *
   * Each test starts with the clock as it was.
   *
   * @default 'real'
   */
  readonly clock?: 'real' | 'frozen';
  /**
   * Whether `CLIQ_API_URL` and the other variables of `cliqkit-emulator env` are set while the tests run.
   *
   * @default true
   */
  readonly env?: boolean;
  /** What becomes of a passing test for which a planned fault has not struck. @default 'fail' */
  readonly pendingFaults?: 'fail' | 'ignore';
  /** What becomes of a passing test in which a client did what it should not have done. @default 'ignore' */
  readonly violations?: 'fail' | 'ignore';
}

/** What `createCliq` and `createClient` of the SDK take, for the first user of the seed. */
export interface EmulatorClientOptions {
  readonly dataCenter: { readonly api: string; readonly accounts: string };
  readonly credentials: { readonly accessToken: string };
  /** With `port: false` alone: the way that needs no socket. */
  readonly fetch?: typeof fetch;
  /** With `clock: 'frozen'` alone: the time of the emulator. */
  readonly clock?: Clock;
}

/**
 * The emulator of a test file. Everything in it is there from the first `beforeAll` hook that comes after `useEmulator()`
 * on; reading it earlier throws.
 */
export interface TestEmulator {
  /** Base URL of the API. */
  readonly url: string;
  /** Base URL of the accounts server. */
  readonly accountsUrl: string;
  /**
   * Both, as the SDK has them.
   *
   * @example
   * createCliq({ dataCenter: emulator.hosts, credentials: refreshToken(emulator.credentials) });
   */
  readonly hosts: EmulatorClientOptions['dataCenter'];
  /** Of the first user of the seed, with every scope. */
  readonly credentials: Credentials;
  /** Of the same user, valid for an hour from the start of the test. */
  readonly accessToken: string;
  /**
   * Options for a client.
   *
   * @example
   * const cliq = createCliq(emulator.client);
   */
  readonly client: EmulatorClientOptions;
  /** Reaches the emulator without a socket. */
  readonly fetch: typeof fetch;
  /** Faults for the calls to come; each test starts without. */
  readonly faults: Faults;
  /** What has arrived since the test started. */
  readonly journal: Journal;
  /** The time of the emulator. */
  readonly clock: VirtualClock;
  /** The emulator itself. */
  readonly emulator: Emulator;
}
