import type { Call } from '../call/call.ts';
import { remainingOf } from '../call/call.ts';
import type { Stoppable } from '../time/bounded.ts';
import type { Clock } from '../time/clock.ts';
import { isPromise } from '../time/is-promise.ts';
import type { BudgetLimits, BudgetStore, Line, NoSlot, Settlement } from './budget-store.ts';
import { acquireFrom, adviceIn, settleWith } from './guarded-store.ts';
import { turnOf } from './turn-of.ts';
import { watchStore } from './watch-store.ts';

/** A call that waits, and how to end its waiting. */
interface Waiter {
  readonly call: Call;
  /** One that comes back after a throttle has its old place. */
  readonly turn: number;
  /** Its place when it was last told, to tell it again when that has halved. */
  toldPlace: number;
  /** Why it waits, when it was last told. */
  toldReason: NoSlot['reason'] | undefined;
  /** Whether it no longer waits. Who is told of a wait may end it there and then. */
  gone: boolean;
  go(slot: string): void;
  fail(error: unknown): void;
}

export interface LineOptions {
  readonly key: string;
  readonly limits: BudgetLimits;
  readonly store: BudgetStore;
  readonly clock: Clock;
  /** The error for a call whose deadline is nearer than its turn. */
  tooLate(call: Call, reason: NoSlot['reason'], waitMs: number): unknown;
  /** The error for calls when the store cannot be used; what the store itself says of it, if it does. */
  storeFailed(call: Call, advice: string): unknown;
  /** Told when a call waits; left out when nobody listens. */
  waits?: ((call: Call, reason: NoSlot['reason'], waitMs: number, place: number) => void) | undefined;
  warn(message: string): void;
}

/** The calls of one budget, first come first served. */
export interface WaitingLine {
  /** Waits for a slot. Rejects with the signal's reason in the same tick when it aborts. */
  enter(call: Call, signal: AbortSignal | undefined): Promise<string>;
  /** Gives the slot back. */
  leave(slot: string, settlement: Settlement): void;
  /** Whether a lock is known of, here. */
  readonly locked: boolean;
  /** Whether nobody waits or is under way, and no lock is to be remembered. */
  readonly idle: boolean;
}

/** A store that does not know its own waits is asked every so often, and not without end. */
const longestPauseMs = 1_000;

export function waitingLine(options: LineOptions): WaitingLine {
  const { key, limits, store, clock } = options;
  let waiting: Waiter[] = [];
  let asking = false;
  let askAgain = false;
  /** What the store said last, and when, while somebody waits because of it. */
  let held: { answer: NoSlot; at: number; cancelTimer: () => void } | undefined;
  let slotsOut = 0;
  /** How often the store was asked again when it had said, and refused all the same. */
  let timesInVain = 0;
  /** The wait for what the store says, which ends when nobody waits for it. */
  const storesAnswer: Stoppable = {};
  /** Whether that wait has ended so. */
  let givenUp = false;
  // The store keeps the lock, too; this is for when it cannot be told.
  let lockedUntil = Number.NEGATIVE_INFINITY;

  const line: Line = {
    get waiting() {
      return waiting.length;
    },
  };
  const watch = watchStore(options, line, () => void advance());

  const isLocked = (): boolean => lockedUntil > clock.mono();

  const ask = (): ReturnType<BudgetStore['acquire']> => {
    const lockMs = lockedUntil - clock.mono();
    if (lockMs <= 0) return acquireFrom(store, key, limits, clock, line, storesAnswer);
    return { slot: undefined, reason: 'lock', waitsMs: Array.from({ length: limits.limit }, () => lockMs) };
  };

  /** Lets go whoever may, and sets a timer for the next one. One at a time: the store may take a while. */
  const advance = async (): Promise<void> => {
    askAgain = true;
    if (asking) return;
    asking = true;
    try {
      while (askAgain) {
        askAgain = false;
        await letGo().catch(failAll);
      }
    } finally {
      asking = false;
      if (waiting.length === 0) watch.end();
    }
  };

  const failAll = (error: unknown): void => {
    if (givenUp) return; // Who has come since then asks anew.
    const failed = waiting;
    waiting = [];
    for (const { call, fail } of failed) fail(options.storeFailed(call, adviceIn(error)));
  };

  const letGo = async (): Promise<void> => {
    held?.cancelTimer();
    held = undefined;
    while (waiting.length > 0) {
      givenUp = false;
      const asked = ask();
      const answer = isPromise(asked) ? await asked : asked;
      if (answer.slot === undefined) return hold(answer);
      timesInVain = 0;
      slotsOut += 1;
      const next = isLocked() ? undefined : waiting.shift();
      if (next) next.go(answer.slot);
      else leave(answer.slot, { freeInMs: 0 }); // A lock came while the store was asked, or all have left.
    }
  };

  const hold = (answer: NoSlot): void => {
    const soonest = answer.waitsMs[0] ?? limits.windowMs;
    const askOnTime = (): void => {
      timesInVain += 1;
      void advance();
    };
    const waitMs = Math.max(soonest, timesInVain === 0 ? 0 : Math.min(longestPauseMs, 2 ** timesInVain));
    held = { answer, at: clock.mono(), cancelTimer: clock.timer(waitMs, askOnTime) };
    const before = waiting;
    waiting = [];
    for (const waiter of before) if (staysAt(waiting.length, waiter)) waiting.push(waiter);
    if (waiting.length > 0) watch.begin();
    else {
      held.cancelTimer();
      held = undefined;
    }
  };

  /** Whether a call can wait at this place, from 0; tells it how long. One that has no time for it is refused. */
  const staysAt = (index: number, waiter: Waiter): boolean => {
    if (held === undefined || waiter.gone) return !waiter.gone;
    const { answer, at } = held;
    const { waitsMs } = answer;
    const slots = Math.max(1, waitsMs.length);
    const wholeWindows = Math.floor(index / slots) * limits.windowMs;
    const waitMs = at - clock.mono() + (waitsMs[index % slots] ?? limits.windowMs) + wholeWindows;
    if (waitMs >= remainingOf(waiter.call, clock)) {
      waiter.fail(options.tooLate(waiter.call, answer.reason, waitMs));
      return false;
    }
    if ((index + 1) * 2 <= waiter.toldPlace || waiter.toldReason !== answer.reason) {
      waiter.toldPlace = index + 1;
      waiter.toldReason = answer.reason;
      options.waits?.(waiter.call, answer.reason, waitMs, index + 1);
    }
    return !waiter.gone;
  };

  const join = (waiter: Waiter): void => {
    const behind = waiting.findLastIndex(({ turn }) => turn < waiter.turn) + 1;
    const last = behind === waiting.length;
    if (held && last && !staysAt(behind, waiter)) return;
    waiting.splice(behind, 0, waiter);
    if (!held || !last) void advance();
  };

  const quit = (waiter: Waiter): void => {
    waiter.gone = true;
    const place = waiting.indexOf(waiter);
    if (place >= 0) waiting.splice(place, 1);
    if (waiting.length === 0) {
      givenUp = true;
      storesAnswer.stop?.();
      if (!asking) watch.end();
    }
    if (place === 0) void advance(); // Sets the timer anew, or not at all.
  };

  const leave = (slot: string, settlement: Settlement): void => {
    slotsOut -= 1;
    // Otherwise it is free later than the store had said, not sooner: of use to those alone who cannot wait for it.
    const isFree = settlement.freeInMs <= 0;
    if (settlement.lockedMs !== undefined) {
      lockedUntil = Math.max(lockedUntil, clock.mono() + settlement.lockedMs);
      for (const waiter of waiting) waiter.toldPlace = Number.POSITIVE_INFINITY; // All wait longer now.
    }
    const failed = (error: unknown): void => {
      const advice = adviceIn(error);
      options.warn(
        `a slot of ${key} could not be given back; it is free again when its lease ends${advice && `. ${advice}`}`,
      );
    };
    try {
      const settled = settleWith(store, key, slot, settlement, limits, clock);
      const done = (): void => {
        if (isFree || waiting.some(({ call }) => remainingOf(call, clock) <= settlement.freeInMs))
          void advance();
      };
      if (settled) void settled.catch(failed).finally(done);
      else done();
    } catch (error) {
      failed(error);
    }
    if (settlement.lockedMs !== undefined) void advance(); // Who has no time for the lock learns it now.
  };

  return {
    enter: (call, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          quit(waiter);
          reject(signal?.reason);
        };
        const release = (): void => signal?.removeEventListener('abort', onAbort);
        const waiter: Waiter = {
          call,
          turn: turnOf(call),
          toldPlace: Number.POSITIVE_INFINITY,
          toldReason: undefined,
          gone: false,
          go(slot) {
            release();
            resolve(slot);
          },
          fail(error) {
            release();
            reject(error);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        join(waiter);
      }),
    leave,
    get locked() {
      return isLocked();
    },
    get idle() {
      return waiting.length === 0 && slotsOut === 0 && !isLocked();
    },
  };
}
