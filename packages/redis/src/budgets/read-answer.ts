import type { NoSlot, Slot } from '@cliqkit/core';
import { StoreProblem } from '@cliqkit/core';
import { strangeAnswer } from '../clients/strange-answer.ts';

/** What the script `acquire` answers. */
export interface AcquireAnswer {
  readonly found: Slot | NoSlot;
  /** How much longer the user is locked out, and when that ends on the server's clock; both 0 without a lock. */
  readonly lock: { readonly ms: number; readonly at: number };
}

export function readAcquire(answer: unknown): AcquireAnswer {
  const [word, ...numbers] = wordsIn(answer);
  if (word === 'slot') return { found: { slot: word }, lock: { ms: 0, at: 0 } };
  const [ms = Number.NaN, at = Number.NaN, ...waitsMs] = numbers.map(Number);
  const isReason = word === 'limit' || word === 'lock' || word === 'store';
  const isFine = waitsMs.length > 0 && [ms, at, ...waitsMs].every((value) => value >= 0 && value < Infinity);
  if (!isReason || !isFine) throw strangeAnswer();
  return { found: { slot: undefined, reason: word, waitsMs }, lock: { ms, at } };
}

/** When the lock ends on the server's clock, which is what the script `settle` answers; 0 without one. */
export function readSettle(answer: unknown): number {
  const [word, at] = wordsIn(answer);
  const lockedAt = Number(at);
  if (word !== 'ok' || !(lockedAt >= 0)) throw strangeAnswer();
  return lockedAt;
}

function wordsIn(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw strangeAnswer();
  const words: readonly unknown[] = answer;
  if (words[0] === 'newer') {
    throw new StoreProblem(
      'A later version of @cliqkit/redis has written the budgets, and this one cannot read them. Update it here.',
    );
  }
  if (words[0] === 'nameless') {
    throw new StoreProblem(
      "The server does not say whether it is still the same one (INFO replication), so it may have lost what was sent. Allow the command INFO, or say coldStart: 'go'.",
    );
  }
  return words;
}
