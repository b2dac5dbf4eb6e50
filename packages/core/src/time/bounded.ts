import type { Clock } from './clock.ts';

/** Settles like the work, but rejects when it takes longer than this. The work goes on; its late failure is dropped. */
export function bounded<T>(work: Promise<T>, ms: number, clock: Clock, late: () => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.timer(ms, () => reject(late()));
    work.then(resolve, reject).finally(cancel);
  });
}
