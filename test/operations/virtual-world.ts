import type { Emulator, EmulatorOptions, JournalEntry, VirtualClock } from '@cliqkit/emulator';
import { createClock, createEmulator } from '@cliqkit/emulator';
import type { ClientOptions, Cliq, OperationId } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { onTestFinished } from 'vitest';

/** An emulator and clients to it in virtual time: a wait of minutes is over at once, and always the same way. */
export interface VirtualWorld {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  /** Ana's client as it comes, with retries and pacing. Its dice always show the shortest pause. */
  readonly cliq: Cliq;
  /** The same with other options. */
  cliqWith(options: Partial<ClientOptions>): Cliq;
  /** Ana's other device, which does everything at once and only once. */
  readonly otherDevice: Cliq;
  /** Does work, and lets time pass until it is done. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** The requests of an operation that arrived, in order; not those of the other device. */
  arrived(operation: OperationId): JournalEntry[];
  /** What they were answered, and `undefined` for those that were not. */
  statuses(operation: OperationId): (number | undefined)[];
  /** How many of them changed something. */
  commits(operation: OperationId): number;
  /** Ids of the chats in a folder, in order. */
  chatsOf(folderId: string): Promise<string[]>;
}

/** Well into a second, so that a Date header tells less than the clock. */
const at = Date.UTC(2026, 10, 22, 9, 0, 0, 500);
const farAwayMs = 1e12;

/** Makes a world that ends with the test. */
export async function virtualWorld(
  options: Omit<EmulatorOptions, 'clock' | 'port'> = {},
): Promise<VirtualWorld> {
  const clock = createClock({ at });
  const emulator = await createEmulator({ ...options, clock, port: false });
  onTestFinished(() => emulator.close());
  const tokens = [
    emulator.issueToken({ expiresInMs: farAwayMs }),
    emulator.issueToken({ expiresInMs: farAwayMs }),
  ];
  const [accessToken = '', otherToken = ''] = tokens;
  const cliqWith = (more: Partial<ClientOptions>): Cliq =>
    createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken },
      fetch: emulator.fetch,
      clock,
      random: () => 0,
      ...more,
    });
  const otherDevice = cliqWith({ credentials: { accessToken: otherToken }, retry: false, pace: false });
  await otherDevice.folders.list().toArray();
  const other = emulator.journal.entries().at(-1)?.tokenId;
  const arrived = (operation: OperationId): JournalEntry[] =>
    emulator.journal.entries().filter((entry) => entry.operation === operation && entry.tokenId !== other);
  return {
    emulator,
    clock,
    cliq: cliqWith({}),
    cliqWith,
    otherDevice,
    run: (work) => clock.run(work),
    arrived,
    statuses: (operation) => arrived(operation).map(({ status }) => status),
    commits: (operation) => arrived(operation).filter(({ committed }) => committed).length,
    async chatsOf(folderId) {
      const all = await otherDevice.folders.list({ include_fields: ['chats'] }).toArray();
      const folder = all.find(({ category_id }) => category_id === folderId);
      return (folder?.chats ?? []).map(({ chat_id }) => chat_id);
    },
  };
}

type Fetch = typeof globalThis.fetch;

/**
 * A fetch during which something else happens: whenever the service has answered a method, or the connection has failed,
 * the next of these things.
 */
export function meanwhile(fetch: Fetch, method: string, ...things: (() => unknown)[]): Fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } finally {
      if (init?.method === method) await things.shift()?.();
    }
  };
}
