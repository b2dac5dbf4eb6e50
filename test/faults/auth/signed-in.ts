import type { EmulatorOptions, JournalEntry, VirtualClock } from '@cliqkit/emulator';
import { createClock } from '@cliqkit/emulator';
import type { ClientOptions, Cliq, RefreshEvent, TokenRecord, TokenStore } from 'cliqkit';
import { memoryTokens, refreshToken } from 'cliqkit';
import { expect } from 'vitest';
import type { Canaries } from '../../../packages/core/test/canary.ts';
import { leaksIn, leaksOf } from '../../../packages/core/test/canary.ts';
import type { Emulated } from '../support/emulated.ts';
import { emulated } from '../support/emulated.ts';
import { rejectionOf } from '../support/failure-of.ts';

export const minute = 60_000;
export const hour = 60 * minute;
/** The window in which the accounts server allows ten tokens. */
export const windowMs = 10 * minute;

/** An emulator in which time passes only when a test lets it, and processes that sign in to it with a refresh token. */
export interface SignedIn extends Omit<Emulated, 'cliq'> {
  readonly clock: VirtualClock;
  /** Another process: a client that signs in on its own, and may share a store. */
  process(store?: TokenStore, options?: Partial<ClientOptions>): Cliq;
  /** Every request to the token endpoint that arrived. */
  tokenRequests(): JournalEntry[];
  /** What `onRefresh` was told, of all processes. */
  readonly events: RefreshEvent[];
  /** What was logged as a warning. */
  readonly warnings: string[];
  /** The error that a call ends with. No secret of the client stands in it. */
  failureOf(call: PromiseLike<unknown>): Promise<unknown>;
  /** Every planned fault has struck, no more tokens were asked for than allowed, and nothing that came out holds a secret. */
  check(): void;
}

export async function signedIn(options: EmulatorOptions = {}): Promise<SignedIn> {
  const clock = createClock();
  const world = await emulated({ clock: clock.server, ...options });
  const { emulator } = world;
  const { clientSecret, refreshToken: token } = emulator.credentials;
  const secrets: Canaries = { clientSecret, refreshToken: token };
  const events: RefreshEvent[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const process = (store?: TokenStore, more: Partial<ClientOptions> = {}): Cliq =>
    world.cliqWith({
      clock,
      credentials: refreshToken({ ...emulator.credentials, store }),
      hooks: { onRefresh: (event) => events.push(event) },
      logger: { debug: log, info: log, warn: (line) => warnings.push(line) },
      ...more,
    });
  return {
    ...world,
    clock,
    process,
    events,
    warnings,
    tokenRequests: () => emulator.journal.entries().filter(({ operation }) => operation === 'token'),
    async failureOf(call) {
      const error = await rejectionOf(call);
      expect(leaksOf(error, secrets)).toEqual([]);
      return error;
    },
    check() {
      emulator.faults.assertConsumed();
      expect(emulator.violations().filter(({ kind }) => kind === 'token-over-limit')).toEqual([]);
      expect(leaksIn([...lines, ...warnings].join('\n'), secrets)).toEqual([]);
      expect(events.flatMap((event) => leaksOf(event, secrets))).toEqual([]);
    },
  };
}

/** A store in memory, and the record of the one account in it. */
export function openStore(): TokenStore & { record(): TokenRecord | undefined } {
  const { read, write, exclusive } = memoryTokens();
  let latest: TokenRecord | undefined;
  return {
    read,
    async write(key, record) {
      const written = await write(key, record);
      if (written) latest = record;
      return written;
    },
    ...(exclusive && { exclusive }),
    record: () => latest,
  };
}
