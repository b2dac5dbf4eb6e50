import { operations } from 'cliqkit';
import type { Figure } from '../figure.ts';
import { atMost, exactly } from '../figure.ts';
import { createDice } from '../support/dice.ts';
import { playJob } from '../support/paced-job.ts';

const calls = 200;
const { limit, windowMs } = operations.getPrimaryPinnedMessage;
const windows = calls / limit;
/** The first window's calls go at once, so there are nine waits. */
const idealMs = (windows - 1) * windowMs;
const second = 1000;
/** How often two processes get in each other's way, with each kind of window. */
const pairSeeds = 3;

/** 200 calls at 20 a minute: by one process, and by two of the same user that share nothing. */
export const longJob: Figure = {
  name: 'job',
  async measure({ progress }) {
    const way = { calls, wayThereMs: 100, wayBackMs: 100, window: 'rolling' } as const;
    const roundTripsMs = windows * (way.wayThereMs + way.wayBackMs);
    progress('one process');
    const one = await playJob({ ...way, processes: 1, dice: createDice(1) });
    const pairs = [];
    for (const window of ['rolling', 'fixed'] as const) {
      for (let seed = 1; seed <= pairSeeds; seed += 1) {
        progress(`two processes, ${window} window, seed ${seed}`);
        pairs.push(await playJob({ ...way, window, processes: 2, dice: createDice(seed) }));
      }
    }
    const slowest = Math.max(...pairs.map(({ tookMs }) => tookMs));
    const fewest = Math.min(...pairs.map(({ succeeded }) => succeeded));
    return [
      exactly('one process: calls that succeed', calls, one.succeeded),
      exactly('one process: throttles', 0, one.throttles),
      atMost('one process: seconds', (1.01 * idealMs + roundTripsMs) / second, one.tookMs / second, ' s'),
      exactly('two processes that share nothing: calls that succeed', calls, fewest),
      atMost('two processes that share nothing: seconds', (1.6 * idealMs) / second, slowest / second, ' s'),
    ];
  },
};
