import type { Clock } from '../src/time/clock.ts';

interface Timer {
  readonly at: number;
  /** Tells timers for the same moment apart: first set, first fired. */
  readonly order: number;
  fire: (() => void) | undefined;
}

/** A clock that stands still until it is advanced. */
export interface FakeClock extends Clock {
  /** Lets time pass and fires what falls due, in order of time. Never waits. */
  advance(ms: number): void;
  /** Lets time pass up to the next timer and fires it. Gives whether there was one. */
  toNextTimer(): boolean;
  /** Steps the wall clock alone, as NTP or a person does. */
  stepWall(ms: number): void;
  /** How many timers are set and have neither fired nor been cancelled. */
  readonly timers: number;
}

export const start: number = Date.UTC(2026, 10, 22, 6, 0, 0);

export function fakeClock(): FakeClock {
  const pending = timerHeap();
  let passed = 0;
  let stepped = 0;
  let set = 0;
  let timers = 0;
  const fireNext = (until: number): boolean => {
    for (let timer = pending.first(); timer && timer.at <= until; timer = pending.first()) {
      pending.removeFirst();
      const { fire } = timer;
      if (fire === undefined) continue; // Cancelled.
      timer.fire = undefined;
      timers -= 1;
      passed = timer.at;
      fire();
      return true;
    }
    return false;
  };
  return {
    wall: () => start + passed + stepped,
    mono: () => passed,
    timer(ms, fire) {
      const timer: Timer = { at: passed + Math.max(0, ms), order: set, fire };
      set += 1;
      timers += 1;
      pending.add(timer);
      return () => {
        if (timer.fire) timers -= 1;
        timer.fire = undefined;
      };
    },
    advance(ms) {
      const until = passed + ms;
      while (fireNext(until));
      passed = until;
    },
    toNextTimer: () => fireNext(Number.MAX_VALUE),
    stepWall(ms) {
      stepped += ms;
    },
    get timers() {
      return timers;
    },
  };
}

/** Timers, the soonest on top. Days of virtual time set hundreds of thousands. */
function timerHeap(): { add(timer: Timer): void; first(): Timer | undefined; removeFirst(): void } {
  const heap: Timer[] = [];
  const before = (a: Timer | undefined, b: Timer | undefined): boolean =>
    a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order));
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]];
    if (first && second) [heap[a], heap[b]] = [second, first];
  };
  return {
    add(timer) {
      let at = heap.push(timer) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (before(heap[parent], timer)) return;
        swap(at, parent);
        at = parent;
      }
    },
    first: () => heap[0],
    removeFirst() {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const child = before(heap[right], heap[left]) ? right : left;
        if (!before(heap[child], last)) return;
        swap(at, child);
        at = child;
      }
    },
  };
}
