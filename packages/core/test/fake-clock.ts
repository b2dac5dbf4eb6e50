import type { Clock } from '../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that stands still until it is advanced. */
export interface FakeClock extends Clock {
  /** Lets time pass and fires what falls due, in order of time. Never waits. */
  advance(ms: number): void;
  /** Steps the wall clock alone, as NTP or a person does. */
  stepWall(ms: number): void;
  /** How many timers are set and have neither fired nor been cancelled. */
  readonly timers: number;
}

export const start: number = Date.UTC(2026, 10, 22, 6, 0, 0);

export function fakeClock(): FakeClock {
  const pending = new Set<Timer>();
  let passed = 0;
  let stepped = 0;
  const nextDue = (until: number): Timer | undefined =>
    [...pending].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    wall: () => start + passed + stepped,
    mono: () => passed,
    timer(ms, fire) {
      const timer = { at: passed + Math.max(0, ms), fire };
      pending.add(timer);
      return () => pending.delete(timer);
    },
    advance(ms) {
      const until = passed + ms;
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        pending.delete(timer);
        passed = timer.at;
        timer.fire();
      }
      passed = until;
    },
    stepWall(ms) {
      stepped += ms;
    },
    get timers() {
      return pending.size;
    },
  };
}
