import type { Call } from '../call/call.ts';
import type { Stoppable } from '../time/bounded.ts';
import { isPromise } from '../time/is-promise.ts';
import { onAbort } from '../time/on-abort.ts';
import type { StopSignal } from '../time/stopper.ts';
import type { BudgetLimits, BudgetStore, NoSlot, Settlement, Slot } from './budget-store.ts';
import { acquireFrom, adviceIn, lockedOut, settleWith } from './guarded-store.ts';
import { turnOf } from './turn-of.ts';
import type { TurnQueue } from './turn-queue.ts';
import { turnQueue } from './turn-queue.ts';
import type { Announcer, HeldUp, Waiter } from './waiter.ts';
import { newWaiter, staysAt, tellAll } from './waiter.ts';
import type { Watch } from './watch-store.ts';
import { watchStore } from './watch-store.ts';

/** What the lines of one client have in common. */
export interface LineOptions extends Announcer {
  readonly store: BudgetStore;
  /** The error for calls when the store cannot be used; what the store itself says of it, if it does. */
  storeFailed(call: Call, advice: string): unknown;
  warn(message: string): void;
}

type Answer = Slot | NoSlot | Promise<Slot | NoSlot>;

/** A store that does not know its own waits is asked every so often, and not without end. */
const longestPauseMs = 1_000;

/** The calls of one budget, first come first served. Small while nobody waits: a process can have very many users. */
export class WaitingLine {
  readonly bucket: string;
  readonly #key: string;
  readonly #limits: BudgetLimits;
  readonly #options: LineOptions;
  /** There while somebody waits, as the watch. */
  #queue: TurnQueue<Waiter> | undefined;
  #watch: Watch | undefined;
  /** What the store sees of it. */
  readonly #line = { waiting: 0 };
  #asking = false;
  #askAgain = false;
  #held: (HeldUp & { cancelTimer: () => void }) | undefined;
  #slotsOut = 0;
  /** Whether some have been put back since they were last told. */
  #putBack = false;
  /** How often the store was asked again when it had said, and refused all the same. */
  #timesInVain = 0;
  /** The wait for what the store says, which ends when nobody waits for it. */
  readonly #storesAnswer: Stoppable = {};
  /** Whether that wait has ended so. */
  #givenUp = false;
  /** The store keeps the lock, too; this is for when it cannot be told. */
  #lockedUntil: number | undefined;

  constructor(bucket: string, key: string, limits: BudgetLimits, options: LineOptions) {
    this.bucket = bucket;
    this.#key = key;
    this.#limits = limits;
    this.#options = options;
  }

  /** Whether a lock is known of, here. */
  get locked(): boolean {
    return this.#lockedForMs > 0;
  }

  /** Whether nobody waits or is under way, and no lock is to be remembered. */
  get idle(): boolean {
    return this.#size === 0 && !this.#asking && this.#slotsOut === 0 && !this.locked;
  }

  /** Gives a slot, or waits for one. Rejects with the signal's reason in the same tick when it aborts. */
  enter(call: Call, signal: StopSignal | undefined): string | Promise<string> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    turnOf(call); // It has come: others who come later are behind it, also when it is sent again.
    const mayGo = !this.#asking && this.#size === 0 && !this.locked;
    const answer = mayGo ? this.#askForNewcomer() : undefined;
    if (answer === undefined || isPromise(answer) || answer.slot === undefined || this.locked) {
      return this.#queueUp(call, signal, answer);
    }
    this.#slotsOut += 1;
    if (this.#askAgain) void this.#advance(); // Others have come while the store was asked.
    return answer.slot;
  }

  /** Gives the slot back. */
  leave(slot: string, settlement: Settlement): void {
    const { clock, store, warn } = this.#options;
    const { freeInMs, lockedMs } = settlement;
    this.#slotsOut -= 1;
    if (lockedMs !== undefined) {
      this.#lockedUntil = Math.max(this.#lockedUntil ?? Number.NEGATIVE_INFINITY, clock.mono() + lockedMs);
      this.#putBack = true;
      for (const waiter of this.#front()) waiter.toldPlace = Number.POSITIVE_INFINITY; // All wait longer now.
    }
    const settled = settleWith(store, this.#key, slot, settlement, this.#limits, clock, warn);
    if (isPromise(settled)) void settled.then(() => this.#afterLeaving(freeInMs));
    else if (settled) this.#afterLeaving(freeInMs);
    if (lockedMs !== undefined) void this.#advance(); // Who has no time for the lock learns it now.
  }

  /** A slot that is free later than the store had said, not sooner, is of use to those alone who cannot wait for it. */
  #afterLeaving(freeInMs: number): void {
    const { limit, windowMs } = this.#limits;
    const freeAt = this.#options.clock.mono() + freeInMs;
    // Who stands further back has the time: it was let in for a turn that comes later.
    const near = limit * Math.ceil(freeInMs / windowMs);
    if (freeInMs <= 0 || this.#front(near).some(({ call }) => call.endsAt <= freeAt)) void this.#advance();
  }

  get #size(): number {
    return this.#queue?.size ?? 0;
  }

  get #lockedForMs(): number {
    return this.#lockedUntil === undefined ? 0 : this.#lockedUntil - this.#options.clock.mono();
  }

  #front(most?: number): Waiter[] {
    return this.#queue?.front(most) ?? [];
  }

  #ask(): Answer {
    const { store, clock } = this.#options;
    const lockMs = this.#lockedForMs;
    if (lockMs <= 0)
      return acquireFrom(store, this.#key, this.#limits, clock, this.#line, this.#storesAnswer);
    return lockedOut(this.#limits, lockMs);
  }

  /** Nobody is before it. Does without all that is needed for waiting: most calls find a slot. */
  #askForNewcomer(): Answer {
    this.#line.waiting = 1;
    this.#asking = true;
    try {
      return this.#ask();
    } catch (error) {
      return Promise.reject(error);
    } finally {
      this.#line.waiting = this.#size;
      this.#asking = false;
    }
  }

  /** `answer` is what the store has said to the newcomer, if it was asked. */
  #queueUp(call: Call, signal: StopSignal | undefined, answer: Answer | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue?.remove(waiter);
        this.#line.waiting = this.#size;
        unlisten?.();
      };
      const waiter = newWaiter(call, leave, resolve, reject);
      const unlisten = signal && onAbort(signal, () => this.#quit(waiter, signal.reason));
      this.#join(waiter, answer);
    });
  }

  #join(waiter: Waiter, answer: Answer | undefined): void {
    this.#queue ??= turnQueue();
    const isLast = this.#queue.add(waiter);
    this.#line.waiting = this.#size;
    if (this.#held && isLast)
      return void staysAt(this.#size - 1, waiter, this.#held, this.#limits, this.#options);
    if (!isLast) this.#putBack = true;
    void this.#advance(answer);
  }

  #quit(waiter: Waiter, reason: unknown): void {
    const [first] = this.#front(1);
    waiter.fail(reason);
    if (this.#size === 0) {
      this.#givenUp = true;
      this.#storesAnswer.stop?.();
      if (!this.#asking) this.#watch?.end();
    }
    if (waiter === first) void this.#advance(); // Sets the timer anew, or not at all.
  }

  /** Lets go whoever may, and sets a timer for the next one. One at a time: the store may take a while. */
  async #advance(answer?: Answer): Promise<void> {
    this.#askAgain = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (let given = answer; this.#askAgain; given = undefined) {
        this.#askAgain = false;
        await this.#letGo(given).catch((error: unknown) => this.#failAll(error));
      }
    } finally {
      this.#asking = false;
      if (this.#size === 0) {
        this.#watch?.end();
        this.#watch = undefined;
        this.#queue = undefined;
      }
    }
  }

  #failAll(error: unknown): void {
    if (this.#givenUp) return; // Who has come since then asks anew.
    for (const { call, fail } of this.#front()) fail(this.#options.storeFailed(call, adviceIn(error)));
  }

  async #letGo(given: Answer | undefined): Promise<void> {
    this.#held?.cancelTimer();
    this.#held = undefined;
    for (let asked = given; this.#size > 0; asked = undefined) {
      this.#givenUp = false;
      asked ??= this.#ask();
      const answer = isPromise(asked) ? await asked : asked;
      if (answer.slot === undefined) return this.#hold(answer);
      this.#timesInVain = 0;
      this.#slotsOut += 1;
      const [next] = this.locked ? [] : this.#front(1);
      if (next) next.go(answer.slot);
      else this.leave(answer.slot, { freeInMs: 0 }); // A lock came while the store was asked, or all have left.
    }
  }

  #hold(answer: NoSlot): void {
    const { clock } = this.#options;
    const queue = this.#queue;
    if (queue === undefined || queue.size === 0) return;
    const soonest = answer.waitsMs[0] ?? this.#limits.windowMs;
    const pauseMs = this.#timesInVain === 0 ? 0 : Math.min(longestPauseMs, 2 ** this.#timesInVain);
    const askOnTime = (): void => {
      this.#timesInVain += 1;
      void this.#advance();
    };
    const held = {
      answer,
      at: clock.mono(),
      cancelTimer: clock.timer(Math.max(soonest, pauseMs), askOnTime),
    };
    this.#held = held;
    const [first] = queue.front(1);
    const later = this.#putBack || this.#timesInVain > 0 || first?.toldReason !== answer.reason;
    this.#putBack = false;
    tellAll(later ? queue.front() : queue.movedUp(), held, this.#limits, this.#options);
    if (queue.size > 0) {
      const about = { ...this.#options, key: this.#key, limits: this.#limits };
      this.#watch ??= watchStore(about, this.#line, () => void this.#advance());
      this.#watch.begin();
    } else {
      held.cancelTimer();
      this.#held = undefined;
    }
  }
}
