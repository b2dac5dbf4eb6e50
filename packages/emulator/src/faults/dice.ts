/** Throws dice. The same seed gives the same numbers. */
export interface Dice {
  /** A number from 0 up to, but not including, 1. */
  roll(): number;
  /** Where it stands: dice made with it as their seed go on from here. */
  readonly state: number;
}

export function createDice(seed: number): Dice {
  // mulberry32: small, and good enough to scatter faults.
  let state = seed | 0;
  return {
    roll() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    get state() {
      return state;
    },
  };
}
