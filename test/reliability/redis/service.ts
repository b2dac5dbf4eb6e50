import { createHash } from 'node:crypto';
import type { JournalEntry } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import type { Hosts } from 'cliqkit';

/** The service that all of them call. It counts what should not have arrived. */
export interface Service {
  readonly hosts: Hosts;
  /** Reaches it without a socket. */
  readonly fetch: typeof fetch;
  /** Its users, each with a token that outlives the run. */
  readonly users: readonly { readonly name: string; readonly token: string }[];
  /** Another token of a user, and how many calls with it have arrived. */
  anotherToken(userId: string): { token: string; arrived(): number };
  /** The calls that have arrived, in order. */
  arrivals(): readonly JournalEntry[];
  /** Calls beyond the limit of a window, and calls into a lock. */
  violations(): { overLimit: number; intoLock: number };
  close(): Promise<void>;
}

const tokenLifetimeMs = 1e12;

/** Starts it. The windows of `folders.list` are as short as this, and as many calls fit in one as ever. */
export async function startService(windowMs: number, userIds: readonly string[]): Promise<Service> {
  const emulator = await createEmulator({
    limits: { getPinCategories: { windowMs, lockMs: 5 * windowMs } },
    journalSize: 1e6,
  });
  const count = (kind: string): number => emulator.violations().filter((each) => each.kind === kind).length;
  const issue = (userId: string): string => emulator.issueToken({ userId, expiresInMs: tokenLifetimeMs });
  return {
    hosts: { api: emulator.url, accounts: emulator.accountsUrl },
    fetch: emulator.fetch,
    users: userIds.map((userId) => ({ name: userId, token: issue(userId) })),
    anotherToken(userId) {
      const token = issue(userId);
      // The journal shows the beginning of its digest.
      const digest = createHash('sha256').update(token).digest('hex');
      const isHere = ({ tokenId }: JournalEntry): boolean =>
        tokenId !== undefined && digest.startsWith(tokenId);
      return { token, arrived: () => emulator.journal.entries().filter(isHere).length };
    },
    arrivals: emulator.journal.entries,
    violations: () => ({ overLimit: count('over-limit'), intoLock: count('into-lock') }),
    close: emulator.close,
  };
}
