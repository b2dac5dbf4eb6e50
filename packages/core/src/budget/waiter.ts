import type { Call } from '../call/call.ts';
import { remainingOf } from '../call/call.ts';
import type { Clock } from '../time/clock.ts';
import type { BudgetLimits, NoSlot } from './budget-store.ts';
import { turnOf } from './turn-of.ts';
import type { Queued } from './turn-queue.ts';

/** A call that waits, and how to end its waiting: it leaves the line. */
export interface Waiter extends Queued {
  readonly call: Call;
  /** Its place when it was last told, to tell it again when that has halved. */
  toldPlace: number;
  /** Why it waits, when it was last told. */
  toldReason: NoSlot['reason'] | undefined;
  go(slot: string): void;
  fail(error: unknown): void;
}

/** Makes a waiter. It leaves the line before it is let go or refused. */
export function newWaiter(
  call: Call,
  leave: () => void,
  resolve: (slot: string) => void,
  reject: (error: unknown) => void,
): Waiter {
  return {
    call,
    turn: turnOf(call),
    toldPlace: Number.POSITIVE_INFINITY,
    toldReason: undefined,
    gone: false,
    go(slot) {
      leave();
      resolve(slot);
    },
    fail(error) {
      leave();
      reject(error);
    },
  };
}

/** What is told to those who wait. */
export interface Announcer {
  readonly clock: Clock;
  /** The error for a call whose deadline is nearer than its turn. */
  tooLate(call: Call, reason: NoSlot['reason'], waitMs: number): unknown;
  /** Told when a call waits; left out when nobody listens. */
  waits?: ((call: Call, reason: NoSlot['reason'], waitMs: number, place: number) => void) | undefined;
}

/** What the store said last, and when, while somebody waits because of it. */
export interface HeldUp {
  readonly answer: NoSlot;
  readonly at: number;
}

/** Whether a call can wait at this place, from 0; tells it how long. One that has no time for it is refused. */
export function staysAt(
  index: number,
  waiter: Waiter,
  { answer, at }: HeldUp,
  { windowMs }: BudgetLimits,
  { clock, tooLate, waits }: Announcer,
): boolean {
  if (waiter.gone) return false;
  const { waitsMs, reason } = answer;
  const slots = Math.max(1, waitsMs.length);
  const wholeWindows = Math.floor(index / slots) * windowMs;
  const waitMs = at - clock.mono() + (waitsMs[index % slots] ?? windowMs) + wholeWindows;
  if (waitMs >= remainingOf(waiter.call, clock)) {
    waiter.fail(tooLate(waiter.call, reason, waitMs));
    return false;
  }
  if ((index + 1) * 2 <= waiter.toldPlace || waiter.toldReason !== reason) {
    waiter.toldPlace = index + 1;
    waiter.toldReason = reason;
    waits?.(waiter.call, reason, waitMs, index + 1);
  }
  return !waiter.gone;
}

/** Tells the first ones of a line how long they wait, see `staysAt`. */
export function tellAll(
  waiters: readonly Waiter[],
  held: HeldUp,
  limits: BudgetLimits,
  announcer: Announcer,
): void {
  let place = 0;
  for (const waiter of waiters) if (staysAt(place, waiter, held, limits, announcer)) place += 1;
}
