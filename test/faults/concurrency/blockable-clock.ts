import type { Clock } from 'cliqkit';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock whose time passes while nothing can run, as while the event loop is blocked: timers then fire late. */
export interface BlockableClock extends Clock {
  /** Time passes, and no timer fires. */
  block(ms: number): void;
  /** Lets time pass from timer to timer until the work settles; what is overdue fires first, at once. */
  run<T>(work: Promise<T>): Promise<T>;
}

const start = Date.UTC(2026, 10, 22, 9);

export function blockableClock(): BlockableClock {
  const pending = new Set<Timer>();
  let now = 0;
  const fireNext = (): void => {
    const [next] = [...pending].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    pending.delete(next);
    now = Math.max(now, next.at);
    next.fire();
  };
  return {
    wall: () => start + now,
    mono: () => now,
    timer(ms, fire) {
      const timer = { at: now + Math.max(0, ms), fire };
      pending.add(timer);
      return () => pending.delete(timer);
    },
    block(ms) {
      now += ms;
    },
    async run(work) {
      let settled = false;
      const settle = (): void => {
        settled = true;
      };
      work.then(settle, settle);
      while (!settled) {
        for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        if (!settled) fireNext();
      }
      return work;
    },
  };
}
