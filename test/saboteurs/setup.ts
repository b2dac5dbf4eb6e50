import type { Emulator, EmulatorOptions, JournalEntry, VirtualClock } from '@cliqkit/emulator';
import { createClock, createEmulator } from '@cliqkit/emulator';
import type {
  AccessTokenSource,
  BudgetStore,
  Client,
  Cliq,
  Clock,
  Hooks,
  Hosts,
  Logger,
  OperationId,
  RefreshTokenOptions,
  TokenStore,
} from 'cliqkit';
import { createClient, Folders, Pins, refreshToken, Threads } from 'cliqkit';

/** All that a client is made of, right or wrong. */
export interface Setup {
  readonly dataCenter: Hosts;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly account: Pick<RefreshTokenOptions, 'clientId' | 'clientSecret' | 'refreshToken'>;
  /** In place of the account. */
  readonly accessToken?: AccessTokenSource;
  readonly tokens?: TokenStore;
  /** Shared by all clients of the user. */
  readonly budgets?: BudgetStore;
  readonly user: string;
  readonly hooks?: Hooks;
  readonly logger?: Logger;
}

/** Makes a client: the real one, or one that is broken. */
export type MakeClient = (setup: Setup) => Client;

/** Something that must hold of every client. Throws when it does not. */
export interface Invariant {
  /** As in RELIABILITY.md, section 8. */
  readonly id: `INV-${number}${number}`;
  readonly says: string;
  check(makeClient: MakeClient): Promise<void>;
}

/** A client that is broken in one place. */
export interface Saboteur {
  readonly does: string;
  readonly make: MakeClient;
  /** The invariants that catch it. */
  readonly breaks: readonly Invariant['id'][];
}

/** The client as it is sold. */
export const realClient: MakeClient = ({ account, accessToken, tokens, budgets, user, ...options }) =>
  createClient({
    ...options,
    credentials: credentialsOf({ account, accessToken, tokens }),
    pace: budgets ? { store: budgets, user } : {},
  });

/** How a client of this setup signs in. */
export function credentialsOf({
  account,
  accessToken,
  tokens,
}: Pick<Setup, 'account'> & {
  accessToken?: AccessTokenSource | undefined;
  tokens?: TokenStore | undefined;
}) {
  return accessToken === undefined ? refreshToken({ ...account, store: tokens }) : { accessToken };
}

/** The modules on a client, as `createCliq` puts them. */
export function cliqOf(client: Client): Cliq {
  return {
    pins: new Pins(client),
    folders: new Folders(client),
    threads: new Threads(client),
    close: client.close,
  };
}

/** A service to try clients on, in which time passes only when a check lets it. */
export interface Bench {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly setup: Setup;
  arrived(operation: OperationId | 'token'): JournalEntry[];
  commits(operation: OperationId): number;
}

/** In the middle of a second, as most moments are. */
const start = Date.UTC(2026, 10, 22, 9) + 437;

export async function bench(options: Omit<EmulatorOptions, 'clock' | 'port'> = {}): Promise<Bench> {
  const clock = createClock({ at: start });
  const emulator = await createEmulator({ port: false, clock: clock.server, ...options });
  const arrived = (operation: OperationId | 'token'): JournalEntry[] =>
    emulator.journal.entries().filter((entry) => entry.operation === operation);
  return {
    clock,
    emulator,
    setup: {
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      fetch: emulator.fetch,
      clock,
      random: () => 0.5,
      account: emulator.credentials,
      user: 'ana',
    },
    arrived,
    commits: (operation) => arrived(operation).filter(({ committed }) => committed).length,
  };
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
