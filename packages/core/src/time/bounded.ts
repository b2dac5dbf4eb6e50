import type { Clock } from './clock.ts';
import { limited } from './limited.ts';

/** Stops waiting for something. */
export interface Stoppable {
  stop?: () => void;
}

/**
 * Settles like the work, but rejects when it takes longer than this, or when nobody waits for it any more (`stop`). The
 * work goes on; its late failure is dropped.
 */
export function bounded<T>(
  work: Promise<T>,
  ms: number,
  clock: Clock,
  late: () => unknown,
  waiting: Stoppable = {},
): Promise<T> {
  return limited({ signal: undefined, ms, clock, late, enter: undefined }, (stopper) => {
    waiting.stop = () => stopper.abort(late());
    return work;
  });
}
