import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure } from '../../figure.ts';
import { atMost, exactly } from '../../figure.ts';
import { buildProgram } from '../tokens/built-program.ts';
import { crashOverAndOver, signInTogether } from '../tokens/sign-in-together.ts';

/** However many processes need a token, and however often they crash, few are asked for. */
export const oneRefresh: Figure = {
  name: 'refresh',
  async measure({ quick, progress }) {
    const [processes, callers] = quick ? [3, 40] : [8, 125];
    const restarts = quick ? 12 : 50;
    const program = await buildProgram();
    const server = await startRedis();
    try {
      progress(`${processes} x ${callers} callers`);
      const together = await signInTogether(server, program.path, { processes, callers });
      progress(`${restarts} restarts`);
      const crashes = await crashOverAndOver(server, program.path, { restarts, everyMs: 25_000 });
      const what = `token requests for ${processes} processes x ${callers} concurrent callers`;
      const crashed = `${restarts} crashes before the token is stored`;
      return [
        exactly(`${what} without a token`, 1, together.first),
        exactly(`${what} with an expired token`, 1, together.expired),
        exactly(`${what} with a revoked token`, 1, together.revoked),
        exactly('the same: calls that did not succeed', 0, together.failed),
        exactly('the same: processes that did not end', 0, together.lingering),
        atMost(`${crashed}: most token requests in ten minutes`, 9, crashes.mostInTenMinutes),
        exactly(
          'both: requests beyond what the accounts server allows',
          0,
          together.violations + crashes.violations,
        ),
      ];
    } finally {
      await server.stop();
      await program.remove();
    }
  },
};
