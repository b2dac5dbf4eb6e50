import { operations } from 'cliqkit';
import type { Figure } from '../figure.ts';
import { atLeast, exactly } from '../figure.ts';
import { seedsOf } from '../seeds.ts';
import { createDice } from '../support/dice.ts';
import { playJob } from '../support/paced-job.ts';

const longestWayMs = 2000;
const windows = 3;
const { limit, windowMs } = operations.getPrimaryPinnedMessage;

/** A queue that never runs dry keeps within every window of the service, and uses nearly all of it. */
export const pacing: Figure = {
  name: 'pacing',
  async measure(scale) {
    const seeds = seedsOf(scale, 1000, 10);
    const uses: number[] = [];
    const found = { overLimit: 0, throttles: 0, failed: 0 };
    const calls = windows * limit;
    for (const [index, seed] of seeds.entries()) {
      for (const window of ['rolling', 'fixed'] as const) {
        const dice = createDice(seed);
        const wayThereMs = dice.between(0, longestWayMs);
        const wayBackMs = longestWayMs - wayThereMs;
        const report = await playJob({ calls, processes: 1, wayThereMs, wayBackMs, window, dice });
        // The first window is full at once; the others have to follow each other without a gap.
        uses.push(((windows - 1) * windowMs) / report.arrivedWithinMs);
        found.overLimit += report.overLimit;
        found.throttles += report.throttles;
        found.failed += calls - report.succeeded;
        if (report.overLimit > 0)
          scale.complain(`over the limit; again: pnpm reliability pacing --seed ${seed}`);
      }
      if (index % 20 === 0) scale.progress(`${index} of ${seeds.length} queues, twice`);
    }
    const least = 100 * Math.min(...uses);
    return [
      exactly(
        `${seeds.length} x {rolling, fixed} x 0-2 s jitter: windows over the limit`,
        0,
        found.overLimit,
      ),
      exactly('throttles in all of that', 0, found.throttles),
      exactly('calls that did not succeed', 0, found.failed),
      atLeast('use of the limit, the least of all queues', 95, least, ' %'),
    ];
  },
};
