import type { Clock } from './clock.ts';
import { onAbort } from './on-abort.ts';
import type { StopSignal } from './stopper.ts';

/** Resolves when the time has passed. Rejects with the signal's reason, in the same tick, when it aborts. */
export function wait(ms: number, clock: Clock, signal: StopSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const cancel = clock.timer(ms, () => {
      unlisten?.();
      resolve();
    });
    const unlisten =
      signal &&
      onAbort(signal, () => {
        unlisten?.();
        cancel();
        reject(signal.reason);
      });
  });
}
