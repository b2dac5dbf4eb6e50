import type { Arrival } from './peer-tasks.ts';

/** What the emulator has seen of one user. */
export interface Tally {
  /** Arrivals with the limit or more of others within the window before them. */
  readonly overLimit: number;
  /** How often the user was locked out. */
  readonly lockOuts: number;
  /** Arrivals while the user was locked out. */
  readonly intoLock: number;
}

export function tally(arrivals: readonly Arrival[], limit: number, windowMs: number): Tally {
  const isOver = ({ at }: Arrival, index: number): boolean => {
    const before = arrivals[index - limit];
    return before !== undefined && at - before.at < windowMs;
  };
  return {
    overLimit: arrivals.filter(isOver).length,
    lockOuts: arrivals.filter(({ overLimit }) => overLimit).length,
    intoLock: arrivals.filter(({ locked }) => locked).length,
  };
}
