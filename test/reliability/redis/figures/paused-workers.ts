import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure } from '../../figure.ts';
import { atLeast, exactly } from '../../figure.ts';
import { createDice } from '../../support/dice.ts';
import { playPauseStorm } from '../pause-storm.ts';
import { buildWorkers } from '../workers/workers.ts';

/** A process that was stopped beyond its turn and its leases sends nothing on slots that others have by then. */
export const pausedWorkers: Figure = {
  name: 'pauses',
  async measure({ quick, seed = 1, progress }) {
    const pauses = quick ? 6 : 120;
    const workers = await buildWorkers();
    const server = await startRedis();
    try {
      const storm = { workers, port: server.port, pauses, pairs: quick ? 3 : 6, windowMs: 1_000, progress };
      const report = await playPauseStorm({ ...storm, dice: createDice(seed) });
      const what = `${pauses} pauses for longer than the lease`;
      return [
        exactly(
          `${what}: processes that went on, but for ${report.caught} caught in the act of sending`,
          pauses - report.caught,
          report.goneOn,
        ),
        atLeast(`${what}: of these, stopped while a call was under way`, 1, report.holding),
        exactly(`${what}: windows over the limit, in ${report.calls} calls`, 0, report.overLimit),
        exactly(`${what}: calls into a lock`, 0, report.intoLock),
        exactly(`${what}: in which the other process was held up`, 0, report.idle),
      ];
    } finally {
      await workers.stop();
      await server.stop();
    }
  },
};
