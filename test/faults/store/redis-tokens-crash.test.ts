import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import type { RedisServer } from '../../../packages/redis/test/server/redis-server.ts';
import { startRedis } from '../../../packages/redis/test/server/redis-server.ts';
import type { BuiltProgram } from '../../reliability/redis/tokens/built-program.ts';
import { buildProgram } from '../../reliability/redis/tokens/built-program.ts';
import { killHolders } from '../../reliability/redis/tokens/kill-holders.ts';
import { stopHolders } from '../../reliability/redis/tokens/stop-holders.ts';
import { carries } from '../carry.ts';

const slowMs = 180_000;

describeWithServer('a process that keeps tokens in Redis', () => {
  let server: RedisServer;
  let program: BuiltProgram;
  beforeAll(async () => {
    server = await startRedis();
    program = await buildProgram();
  }, slowMs);
  beforeEach(async () => {
    await server.command('FLUSHALL');
  });
  afterAll(async () => {
    await server?.stop();
    await program?.remove();
  });

  carries(
    'S05',
    'and is killed at any moment leaves the old record or the new one, and a turn that ends by itself',
    async () => {
      const figures = await killHolders(server, program.path, { points: 240 });
      expect(figures).toMatchObject({ points: 240, torn: 0, lost: 0, endless: 0, refused: 0 });
      expect(figures.holding).toBeGreaterThan(0);
    },
    slowMs,
  );

  carries(
    'S06',
    'and is stopped beyond its turn at any moment overwrites nothing when it goes on',
    async () => {
      const figures = await stopHolders(server, program.path, { trials: 100 });
      expect(figures).toMatchObject({ trials: 100, overwritten: 0, lost: 0, torn: 0 });
      expect(figures.refused).toBeGreaterThan(0);
    },
    slowMs,
  );
});
