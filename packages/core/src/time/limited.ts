import type { Clock } from './clock.ts';
import { onAbort } from './on-abort.ts';
import type { StopSignal } from './stopper.ts';
import { Stopper } from './stopper.ts';

/** What ends work before its time. Nothing is optional: what is left out could be on a polluted Object.prototype. */
interface Limits {
  /** Ends it with its reason. */
  signal: StopSignal | undefined;
  /** Milliseconds that it may take. Undefined for no limit. */
  ms: number | undefined;
  clock: Clock;
  /** The error for work that takes longer. */
  late: () => unknown;
  /** Told at the start of what ends the work. What it gives is called at the end. Throws to refuse the work. */
  enter: ((stopper: Stopper) => () => void) | undefined;
}

/**
 * Settles like the work, or rejects in the same tick when it is ended. The work is told by its stopper; work that does
 * not heed it goes on, and what becomes of it is dropped.
 */
export function limited<T>(
  { signal, ms, clock, late, enter }: Limits,
  work: (stopper: Stopper) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stopper = new Stopper();
    const leave = enter?.(stopper);
    const cancelTimer = ms === undefined ? undefined : clock.timer(ms, () => stopper.abort(late()));
    const unlisten = signal && onAbort(signal, () => stopper.abort(signal.reason));
    const release = (): void => {
      leave?.();
      cancelTimer?.();
      unlisten?.();
    };
    stopper.listeners.add(() => {
      release();
      reject(stopper.reason);
    });
    work(stopper).then(
      (result) => {
        release();
        resolve(result);
      },
      (error: unknown) => {
        release();
        reject(error);
      },
    );
  });
}
