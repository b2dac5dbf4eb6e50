import type { FaultKind } from '../faults/fault.ts';
import type { FaultTarget } from '../faults/faults.ts';
import type { Violation } from './violations.ts';

/** A request that has arrived, and what became of it. */
export interface JournalEntry {
  /** Counts from 1, in the order of arrival. */
  readonly number: number;
  /** When it arrived, in epoch milliseconds of the emulator's clock. */
  readonly at: number;
  /** When it arrived, in milliseconds of the clock's `mono`. */
  readonly mono: number;
  /** `undefined` for a URL that is neither an operation nor the token endpoint. */
  readonly operation: FaultTarget | undefined;
  readonly method: string;
  /** Of the URL, as it was sent, without credentials. */
  readonly path: string;
  /** Of the URL, without the question mark; '' for none. What the accounts server is sent is masked. */
  readonly query: string;
  /** Whose token was presented, if it was valid. */
  readonly userId?: string;
  /** Tells tokens apart: a hash of the access token that was presented, valid or not. Never the token. */
  readonly tokenId?: string;
  /** SHA-256 of the body, its first 16 hexadecimal digits; absent without a body. */
  readonly bodyHash?: string;
  /** What the client was sent; `undefined` when it was sent no head. */
  readonly status: number | undefined;
  /** The error code of the reply, or the error of the accounts server. */
  readonly code?: string;
  /** Whether a write was carried out, or an access token made. */
  readonly committed: boolean;
  /** The fault that it met. */
  readonly fault?: FaultKind;
  /** Whether it arrived into a lock. */
  readonly locked: boolean;
  /** Whether it passed the limit, and caused a lock. */
  readonly overLimit: boolean;
  /** What the client should not have done; absent for nothing. `violations()` has the details. */
  readonly violations?: readonly Violation['kind'][];
}

/** What has arrived. What the door itself refuses, for its host or its size, has not. */
export interface Journal {
  /** The latest entries, oldest first: as many as `journalSize` allows. */
  entries(): readonly JournalEntry[];
  /** Forgets the entries. Numbers go on. */
  clear(): void;
}

/** The journal as the server writes it. */
export interface JournalBook extends Journal {
  /** The number of the next entry. */
  next(): number;
  add(entry: JournalEntry): void;
  /** Forgets the entries and begins to count anew. */
  restart(): void;
}

export function createJournal(size: number): JournalBook {
  if (!Number.isInteger(size) || size < 0) {
    throw new TypeError(`@cliqkit/emulator: ${size} will not do for journalSize; give an integer from 0`);
  }
  let kept: JournalEntry[] = [];
  let last = 0;
  const latest = (): JournalEntry[] => kept.slice(Math.max(0, kept.length - size));
  return {
    entries: latest,
    clear() {
      kept = [];
    },
    next: () => last + 1,
    add(entry) {
      last = entry.number;
      kept.push(entry);
      // Now and then, because removing the oldest one each time would move all others each time.
      if (kept.length > 2 * size + 1) kept = latest();
    },
    restart() {
      kept = [];
      last = 0;
    },
  };
}
