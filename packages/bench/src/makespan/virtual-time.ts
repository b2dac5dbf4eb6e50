import { install } from '@sinonjs/fake-timers';

/** 22 November 2026, 09:00 UTC. */
const start = Date.UTC(2026, 10, 22, 9);
/** Turns of the event loop after which work in this process has done all it can without a timer. */
const turnsPerStep = 4;
/** After so many turns without a timer nothing is going to happen any more. */
const idleTurns = 200;

/** Time that passes from timer to timer, at once, for everything in this process. */
export interface VirtualTime {
  /** Epoch milliseconds. */
  now(): number;
  /** Lets time pass until the work settles, for so many milliseconds at most, or until nothing is left that could happen. */
  run(work: Promise<unknown>, longestMs: number): Promise<void>;
  /** Drops all timers that are left over. */
  clear(): void;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Puts virtual time in the place of timers, `Date` and `performance`. What is loaded later knows no other time, so this
 * has to come before the libraries. Immediates, ticks and promises stay real.
 */
export function installVirtualTime(): VirtualTime {
  const clock = install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  return {
    now: () => clock.now,
    async run(work, longestMs) {
      const until = clock.now + longestMs;
      let settled = false;
      const settle = (): void => {
        settled = true;
      };
      work.then(settle, settle);
      for (let idle = 0; idle < idleTurns; ) {
        for (let made = 0; made < turnsPerStep && !settled; made += 1) await turn();
        if (settled || clock.now > until) return;
        idle = clock.countTimers() === 0 ? idle + turnsPerStep : 0;
        clock.next();
      }
    },
    clear: () => clock.reset(),
  };
}
