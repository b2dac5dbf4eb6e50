import type { Clock } from '@cliqkit/core';

/** How often the clock is moved on, and how far at most each time, in real milliseconds. */
const tickMs = 5;
const longestTickMs = 20;
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * A clock that runs so many times as fast as the machine's, for as long as the process runs: while it stands still, for
 * another one has the processor, so does the clock. Otherwise a tenth of a second would be 6 s to a client whose clock runs 60
 * times as fast, and everything that it waits for would be late. Keeps no process alive but by its timers.
 */
export function scaledClock(speed: number): Clock {
  const began = Date.now();
  let ran = 0;
  let last = performance.now();
  const look = (): number => {
    const now = performance.now();
    ran += Math.min(now - last, longestTickMs);
    last = now;
    return ran * speed;
  };
  setInterval(look, tickMs).unref();
  return {
    wall: () => began + look(),
    mono: look,
    timer(ms, fire) {
      const due = look() + Math.max(0, ms);
      let handle: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        handle = setTimeout(ring, Math.min(Math.max(0, due - look()) / speed, longestTimeoutMs));
      };
      const ring = (): void => {
        if (look() < due) arm();
        else fire();
      };
      arm();
      return () => clearTimeout(handle);
    },
  };
}
