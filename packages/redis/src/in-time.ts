import type { Clock } from '@cliqkit/core';
import { StoreProblem } from '@cliqkit/core';

/**
 * Settles like the work, but rejects when it takes longer than this; also when it is over in time only because this process
 * was stopped, and found the answer first. The work goes on.
 */
export function inTime<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  const since = clock.mono();
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(new StoreProblem(`The server did not answer within ${ms} ms. Check that it can be reached.`));
    const cancel = clock.timer(ms, late);
    work.then((answer) => (clock.mono() - since > ms ? late() : resolve(answer)), reject).finally(cancel);
  });
}
