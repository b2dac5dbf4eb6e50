import { afterAll, beforeAll, expect } from 'vitest';
import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import type { RedisServer } from '../../../packages/redis/test/server/redis-server.ts';
import { startRedis } from '../../../packages/redis/test/server/redis-server.ts';
import type { BuiltProgram } from '../../reliability/redis/tokens/built-program.ts';
import { buildProgram } from '../../reliability/redis/tokens/built-program.ts';
import { crashOverAndOver, signInTogether } from '../../reliability/redis/tokens/sign-in-together.ts';
import { carries } from '../carry.ts';

const slowMs = 180_000;

describeWithServer('processes that keep their tokens in Redis', () => {
  let server: RedisServer;
  let program: BuiltProgram;
  beforeAll(async () => {
    server = await startRedis();
    program = await buildProgram();
  }, slowMs);
  afterAll(async () => {
    await server?.stop();
    await program?.remove();
  });

  carries(
    'A11',
    'ask for one token, eight of them with 125 calls at once in each when it has expired, and one when there was none or it was revoked',
    async () => {
      expect(await signInTogether(server, program.path, { processes: 8, callers: 125 })).toEqual({
        first: 1,
        expired: 1,
        revoked: 1,
        failed: 0,
        violations: 0,
        lingering: 0,
      });
      expect(await server.connections()).toBe(0);
    },
    slowMs,
  );

  carries(
    'A12',
    'and are killed each time a token has arrived ask for nine in ten minutes, with fifty restarts',
    async () => {
      const figures = await crashOverAndOver(server, program.path, { restarts: 50, everyMs: 25_000 });
      expect(figures).toMatchObject({ restarts: 50, mostInTenMinutes: 9, violations: 0 });
      expect(figures.killed).toBe(figures.requests);
      expect(figures.requests).toBeGreaterThan(9); // After ten minutes there are more.
    },
    slowMs,
  );
});
