import { onAbort } from './on-abort.ts';
import type { StopSignal } from './stopper.ts';

/** Settles like the work, or rejects with the signal's reason, in the same tick, when it aborts. The work goes on. */
export function abortable<T>(work: Promise<T>, signal: StopSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      work.catch(() => undefined); // Nobody waits for it any more.
      return reject(signal.reason);
    }
    const unlisten = onAbort(signal, () => reject(signal.reason));
    work.then(resolve, reject).finally(unlisten);
  });
}
