import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure } from '../../figure.ts';
import { atLeast, exactly } from '../../figure.ts';
import { createDice } from '../../support/dice.ts';
import { buildProgram } from '../tokens/built-program.ts';
import { killHolders } from '../tokens/kill-holders.ts';
import { stopHolders } from '../tokens/stop-holders.ts';

/** Processes that are killed or stopped while they renew a token leave it whole, and overwrite nobody's. */
export const tokenCrashes: Figure = {
  name: 'tokens',
  async measure({ quick, seed = 1, progress }) {
    const [points, trials] = quick ? [30, 60] : [1000, 1000];
    const random = createDice(seed).next;
    const program = await buildProgram();
    const server = await startRedis();
    try {
      progress(`${points} renewals that are killed`);
      const killed = await killHolders(server, program.path, { points, random });
      progress(`${trials} turns whose holder is stopped`);
      const stopped = await stopHolders(server, program.path, { trials, random });
      const kill = `${killed.points} renewals of tokens that a kill -9 hits`;
      const stop = `${trials} turns whose holder is stopped beyond their end`;
      return [
        atLeast(`${kill}: turns that were held`, 1, killed.holding),
        exactly(`${kill}: torn tokens`, 0, killed.torn),
        exactly(`${kill}: acknowledged tokens that are gone`, 0, killed.lost),
        exactly(
          `${kill}: turns that outlive their time, or cannot be taken over`,
          0,
          killed.endless + killed.refused,
        ),
        exactly(`${stop}: turns`, trials, stopped.trials),
        exactly(`${stop}: stale tokens that overwrite`, 0, stopped.overwritten),
        exactly(`${stop}: tokens lost or torn`, 0, stopped.lost + stopped.torn),
      ];
    } finally {
      await server.stop();
      await program.remove();
    }
  },
};
