import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure } from '../../figure.ts';
import { atLeast, exactly } from '../../figure.ts';
import { createDice } from '../../support/dice.ts';
import { playKillStorm } from '../kill-storm.ts';
import { buildWorkers } from '../workers/workers.ts';

/** Processes that are killed leave slots behind, which come back, and nothing else. */
export const killedWorkers: Figure = {
  name: 'kills',
  async measure({ quick, seed = 1, progress }) {
    const kills = quick ? 18 : 1000;
    const workers = await buildWorkers();
    const server = await startRedis();
    try {
      const storm = { workers, port: server.port, kills, atOnce: quick ? 3 : 6, windowMs: 1_000, progress };
      const report = await playKillStorm({ ...storm, dice: createDice(seed) });
      const what = `${kills.toLocaleString('en')} kills -9 at random moments`;
      return [
        exactly(`${what}: processes killed`, kills, report.kills),
        atLeast(`${what}: of these, killed while a call was under way`, 1, report.holding),
        exactly(`${what}: windows over the limit, in ${report.calls} calls`, 0, report.overLimit),
        exactly(`${what}: calls into a lock`, 0, report.intoLock),
        exactly(`${what}: slots still missing one lease after the last`, 0, report.lostSlots),
      ];
    } finally {
      await workers.stop();
      await server.stop();
    }
  },
};
