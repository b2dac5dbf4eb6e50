// Imported, so that a test runner which replaces the global ones does not stop the loop.
import { setImmediate, setTimeout } from 'node:timers';
import { watchRealWork } from './real-work.ts';

/** Turns of the event loop after which work in this process has done all it can without a timer. */
const turnsPerStep = 3;
/** How long work that waits for no timer may take for something real: both have to be used up. */
const idleTurns = 1000;
const idleMs = 2000;
const pollMs = 1;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function poll(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pollMs));
}

/**
 * Lets virtual time pass from timer to timer until the work settles. Between two timers everything runs that needs no
 * virtual time: promises, immediates, files, digests.
 *
 * @param toNextTimer - Moves the clock to the next timer and fires it; gives false when there is none.
 * @throws Error when the work waits for something that is not a timer and does not come.
 */
export async function runWork<T>(begin: () => Promise<T>, toNextTimer: () => boolean): Promise<T> {
  const realWork = watchRealWork();
  try {
    const work = begin();
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    work.then(settle, settle);
    let idle = 0;
    let since = performance.now();
    for (;;) {
      for (let made = 0; made < turnsPerStep && !settled; made += 1) await turn();
      if (settled) return await work;
      if (!realWork.isUnderway() && toNextTimer()) {
        idle = 0;
        since = performance.now();
        continue;
      }
      idle += 1;
      if (idle < idleTurns) continue;
      if (performance.now() - since > idleMs) break;
      await poll();
    }
  } finally {
    realWork.stop();
  }
  throw new Error(
    '@cliqkit/emulator: nothing is left to wait for: no timer of this clock is pending, and the work has not settled',
  );
}
