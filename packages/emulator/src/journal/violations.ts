import { operations } from '@cliqkit/types';
import { tokensPerWindow, tokenWindowMs } from '../accounts/token-meter.ts';
import type { FaultTarget } from '../faults/faults.ts';
import type { BoundsOf } from '../limits/bounds.ts';
import { digest } from './digest.ts';
import type { JournalEntry } from './journal.ts';

/** Something that a client should not have done. */
export interface Violation {
  /**
   * - `over-limit`: a call beyond the limit of its window, which is what causes a lock.
   * - `into-lock`: a call that arrived while its user was locked out of the URL.
   * - `duplicate-commit`: the same write, carried out twice: same user, method, path, query and body, of an operation that
   *   must never be repeated blindly (its descriptor says `retry: 'never'`).
   * - `token-over-limit`: more than 10 requests for access tokens of one refresh token, or of one client's own, within 10
   *   minutes, whatever became of them.
   */
  readonly kind: 'over-limit' | 'into-lock' | 'duplicate-commit' | 'token-over-limit';
  /** When, in epoch milliseconds of the emulator's clock. */
  readonly at: number;
  /** Number of the request in the journal. */
  readonly entry: number;
  readonly operation: FaultTarget;
  readonly userId?: string;
  /** All of this in a sentence. */
  readonly message: string;
}

/** Finds violations as they happen, so that they outlive the journal's oldest entries. */
export interface ViolationWatch {
  /**
   * Gives what this entry is a violation of.
   *
   * @param tokenBudget - Whose access tokens a token request asks for.
   */
  see(entry: JournalEntry, tokenBudget: string | undefined): readonly Violation['kind'][];
  /** Of very many the latest. */
  found(): readonly Violation[];
  clear(): void;
}

/** So that an emulator that runs all day does not grow. */
const maxViolations = 10_000;
const maxCommits = 100_000;

export function createViolationWatch(boundsOf: BoundsOf): ViolationWatch {
  let violations: Violation[] = [];
  /** Number of the entry that carried out a write first, by the write. */
  const commits = new Map<string, number>();
  /** When tokens were asked for within the last window. */
  const requests = new Map<string, number[]>();

  function add(kind: Violation['kind'], entry: JournalEntry, operation: FaultTarget, text: string): void {
    const { number, at, userId } = entry;
    const who = userId === undefined ? '' : ` by user ${userId}`;
    const message = `${kind}: call ${number}, ${operation}${who}, at ${new Date(at).toISOString()}: ${text}`;
    violations.push({
      kind,
      at,
      entry: number,
      operation,
      ...(userId === undefined ? {} : { userId }),
      message,
    });
  }

  function seeToken(entry: JournalEntry, budget: string): void {
    const recent = (requests.get(budget) ?? []).filter((at) => entry.at - at < tokenWindowMs);
    recent.push(entry.at);
    requests.set(budget, recent);
    if (recent.length > tokensPerWindow) {
      add(
        'token-over-limit',
        entry,
        'token',
        `request ${recent.length} within 10 minutes; ${tokensPerWindow} are allowed`,
      );
    }
  }

  function seeCommit(entry: JournalEntry, operation: FaultTarget): void {
    const { number, userId, method, path, query, bodyHash } = entry;
    const write = digest(JSON.stringify([userId, method, path, query, bodyHash]));
    const first = commits.get(write);
    if (first === undefined) {
      commits.set(write, number);
      const [oldest = write] = commits.keys();
      if (commits.size > maxCommits) commits.delete(oldest);
    } else add('duplicate-commit', entry, operation, `call ${first} was the same, and has been carried out`);
  }

  function look(entry: JournalEntry, tokenBudget: string | undefined): void {
    const { operation } = entry;
    if (operation === 'token') {
      if (tokenBudget !== undefined) seeToken(entry, tokenBudget);
      return;
    }
    if (operation === undefined) return;
    const descriptor = operations[operation];
    const { limit, windowMs, lockMs } = boundsOf(descriptor);
    if (entry.overLimit) {
      add(
        'over-limit',
        entry,
        operation,
        `${limit} calls are allowed in ${windowMs / 1000} s; locked for ${lockMs / 1000} s`,
      );
    }
    if (entry.locked) add('into-lock', entry, operation, 'the user is locked out of this URL');
    if (entry.committed && descriptor.retry === 'never') seeCommit(entry, operation);
  }

  return {
    see(entry, tokenBudget) {
      const before = violations.length;
      look(entry, tokenBudget);
      const kinds = violations.slice(before).map(({ kind }) => kind);
      if (violations.length > 2 * maxViolations) violations = violations.slice(-maxViolations);
      return kinds;
    },
    found: () => violations.slice(-maxViolations),
    clear() {
      violations = [];
      commits.clear();
      requests.clear();
    },
  };
}
