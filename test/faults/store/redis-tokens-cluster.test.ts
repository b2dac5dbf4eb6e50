import { redisStores } from '@cliqkit/redis';
import type { TokenStore } from 'cliqkit';
import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import type { RedisCluster } from '../../../packages/redis/test/server/redis-cluster.ts';
import { startCluster } from '../../../packages/redis/test/server/redis-cluster.ts';
import { until } from '../../../packages/redis/test/server/until.ts';
import { tokenKey } from '../../reliability/redis/tokens/tokens-at.ts';
import { carries } from '../carry.ts';
import { recordOf } from './file-record.ts';

const slowMs = 60_000;
/** Enough for all three servers. */
const accounts: readonly string[] = Array.from({ length: 24 }, (_none, index) => `account ${index}`);

describeWithServer('tokens in a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startCluster();
  }, slowMs);
  afterAll(() => cluster?.stop());

  async function stores(): Promise<readonly [TokenStore, TokenStore]> {
    const ofIoRedis = new Cluster(cluster.nodes.map(({ host, port }) => ({ host, port })));
    onTestFinished(() => ofIoRedis.disconnect());
    const ofNodeRedis = createCluster({ rootNodes: cluster.nodes.map(({ url }) => ({ url })) });
    await ofNodeRedis.connect();
    onTestFinished(() => ofNodeRedis.destroy());
    const options = { tokenKey, turnMs: 10 * slowMs };
    return [redisStores(ofIoRedis, options).tokens, redisStores(ofNodeRedis, options).tokens];
  }

  const names = async (pattern: string): Promise<number[]> =>
    Promise.all(cluster.servers.map(async (server) => [await server.command('KEYS', pattern)].flat().length));

  carries(
    'S10',
    'are on all its servers, and whoever waits for a turn is woken wherever it is',
    async () => {
      const [one, other] = await stores();
      const allWait = until('one of two waits for each account', async () => {
        const waiting = await names('*:waiting:*');
        return waiting.reduce((sum, count) => sum + count, 0) === accounts.length;
      });
      const renewals = accounts.flatMap((account) =>
        [one, other].map((store) =>
          store.exclusive?.(account, async () => {
            const generation = ((await store.read(account))?.generation ?? 0) + 1;
            if (generation === 1) await allWait;
            expect(await store.write(account, recordOf(generation))).toBe(true);
          }),
        ),
      );
      await Promise.all(renewals); // Long before a turn would have ended.
      for (const account of accounts) expect(await one.read(account)).toEqual(recordOf(2));
      const kept = await names('*:token:*');
      expect(kept.reduce((sum, count) => sum + count, 0)).toBe(accounts.length);
      expect(Math.min(...kept)).toBeGreaterThan(0);
      expect(await names('*:turn:*')).toEqual([0, 0, 0]);
    },
    slowMs,
  );
});
