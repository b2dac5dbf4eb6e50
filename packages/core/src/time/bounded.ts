import type { Clock } from './clock.ts';

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
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(late());
    const cancel = clock.timer(ms, giveUp);
    waiting.stop = () => {
      cancel();
      giveUp();
    };
    work.then(resolve, reject).finally(cancel);
  });
}
