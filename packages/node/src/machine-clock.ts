import type { Clock } from '@cliqkit/core';

/** The machine's own clock. Core has the same; of core, this package needs types alone. */
export const machineClock: Clock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  timer(ms, fire) {
    const handle = setTimeout(fire, ms);
    return () => clearTimeout(handle);
  },
};
