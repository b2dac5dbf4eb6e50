import { problemOf } from '../errors/store-problem.ts';
import { lastMoment } from '../reply/retry-after.ts';
import type { Stoppable } from '../time/bounded.ts';
import { bounded } from '../time/bounded.ts';
import type { Clock } from '../time/clock.ts';
import { isPromise } from '../time/is-promise.ts';
import type { BudgetLimits, BudgetStore, Line, NoSlot, Settlement, Slot } from './budget-store.ts';

/** How long a store may take. Then it counts as unreachable. */
const storeTimeoutMs = 5_000;

/** The store did not answer, or not with an answer. Its message is what the store wants people to know, or empty. */
class StoreFailure extends Error {}

/**
 * Asks a store for a slot. Answers at once if it does; throws StoreFailure when it fails or is too slow, or is no longer
 * waited for. A slot that comes too late is given back.
 */
export function acquireFrom(
  store: BudgetStore,
  key: string,
  limits: BudgetLimits,
  clock: Clock,
  line: Line,
  waiting: Stoppable,
): Slot | NoSlot | Promise<Slot | NoSlot> {
  const since = clock.mono();
  // A process that was stopped meanwhile may find the answer before it finds that the time is over.
  const onTime = (answer: Slot | NoSlot): Slot | NoSlot => {
    if (clock.mono() - since > storeTimeoutMs) throw new StoreFailure();
    return checked(answer);
  };
  try {
    const answer = store.acquire(key, limits, line);
    if (!isPromise(answer)) return checked(answer);
    return inTime(answer.then(onTime), clock, waiting).catch((failure: unknown) => {
      answer
        .then(({ slot }) => slot && store.settle(key, slot, { freeInMs: 0 }, limits))
        .catch(() => undefined);
      throw failure;
    });
  } catch (error) {
    throw new StoreFailure(problemOf(error));
  }
}

/** What a store would say that knew of this lock. */
export function lockedOut({ limit }: BudgetLimits, lockMs: number): NoSlot {
  return { slot: undefined, reason: 'lock', waitsMs: Array.from({ length: limit }, () => lockMs) };
}

/** What a store says, if it can be right. A slot that is none would send a call over the limit. */
function checked(answer: Slot | NoSlot): Slot | NoSlot {
  const { slot } = answer;
  if (typeof slot === 'string' && slot !== '') return answer;
  if (slot !== undefined || !Array.isArray(answer.waitsMs)) throw new StoreFailure();
  const fine = answer.waitsMs.every((ms: unknown) => typeof ms === 'number' && ms >= 0 && ms <= lastMoment);
  if (!fine) throw new StoreFailure();
  return answer;
}

/**
 * Gives a slot back. Answers with `false` when the store fails at once. One that cannot be given back ends with its lease, so the
 * caller need not wait; `warn` is told.
 */
export function settleWith(
  store: BudgetStore,
  key: string,
  slot: string,
  settlement: Settlement,
  limits: BudgetLimits,
  clock: Clock,
  warn: (message: string) => void,
): boolean | Promise<unknown> {
  const failed = (error: unknown): void => {
    const advice = adviceIn(error);
    warn(
      `a slot of ${key} could not be given back; it is free again when its lease ends${advice && `. ${advice}`}`,
    );
  };
  try {
    const answer = store.settle(key, slot, settlement, limits);
    return isPromise(answer) ? inTime(answer, clock).catch(failed) : true;
  } catch (error) {
    failed(new StoreFailure(problemOf(error)));
    return false;
  }
}

/** What is to be said of a failure: what the store says for people to read, or nothing. */
export function adviceIn(failure: unknown): string {
  return failure instanceof StoreFailure ? failure.message : '';
}

async function inTime<T>(work: Promise<T>, clock: Clock, waiting?: Stoppable): Promise<T> {
  try {
    return await bounded(work, storeTimeoutMs, clock, () => new StoreFailure(), waiting);
  } catch (error) {
    throw new StoreFailure(problemOf(error)); // What else a store throws can quote where it is, and how to get in.
  }
}
