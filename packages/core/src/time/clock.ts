/** Where time comes from. Inject one to test without waiting. */
export interface Clock {
  /** Wall-clock time, epoch milliseconds. May jump. */
  wall(): number;
  /** Milliseconds since some start. Never goes back. */
  mono(): number;
  /** Calls `fire` once after `ms` milliseconds, unless the returned function is called first. */
  timer(ms: number, fire: () => void): () => void;
}

/** A longer `setTimeout` fires at once, so long timers are made of several. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  timer(ms, fire) {
    let handle: ReturnType<typeof setTimeout>;
    const arm = (left: number): void => {
      const step = Math.min(left, longestTimeoutMs);
      handle = setTimeout(() => (left > step ? arm(left - step) : fire()), step);
    };
    arm(Math.max(0, ms));
    return () => clearTimeout(handle);
  },
};
