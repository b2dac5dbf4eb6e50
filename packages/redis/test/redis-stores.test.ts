import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisStores } from '../src/index.ts';
import { describeWithServer } from './server/describe-with-server.ts';
import type { RedisServer } from './server/redis-server.ts';
import { startRedis } from './server/redis-server.ts';

const limits = { limit: 2, windowMs: 60_000, leaseMs: 120_000 };
const tokenKey = crypto.getRandomValues(new Uint8Array(32));

describe('stores', () => {
  it.each([
    [{ prefix: '' }, /prefix must be/],
    [{ prefix: 'a{b}' }, /prefix must be/],
    [{ timeoutMs: 5 }, /timeoutMs must be from 10 to 4000/],
    [{ timeoutMs: 4_001 }, /timeoutMs/],
    [{ timeoutMs: Number.NaN }, /timeoutMs/],
    [{ coldStart: 'hurry' }, /coldStart/],
    [{ turnMs: 99 }, /turnMs/],
    [{ whenUnreachable: 'panic' }, /whenUnreachable/],
    [{ whenUnreachable: 'local' }, /needs processes/],
    [{ whenUnreachable: 'local', processes: 0 }, /needs processes/],
    [{ whenUnreachable: 'local', processes: 1.5 }, /needs processes/],
    [{ tokenKey: 'short' }, /32 bytes/],
    [{ tokenKey: '' }, /32 bytes/],
  ])('refuse %o', (options, said) => {
    expect(() => Reflect.apply(redisStores, undefined, [new Redis({ lazyConnect: true }), options])).toThrow(
      said,
    );
  });

  it.each([[undefined], [null], [{}], ['redis://127.0.0.1'], [{ get: () => 1 }], [new Map()]])(
    'refuse a client that is %o, and name those that they know',
    (client) => {
      expect(() => Reflect.apply(redisStores, undefined, [client])).toThrow(
        /^@cliqkit\/redis: .*redis.*ioredis.*valkey-glide/s,
      );
    },
  );

  it('have tokens only with a key to seal them', () => {
    const client = new Redis({ lazyConnect: true });
    expect(redisStores(client)).not.toHaveProperty('tokens');
    expect(redisStores(client, { tokenKey })).toHaveProperty('tokens');
  });

  it('set no timer and open no connection before they are used', () => {
    const client = new Redis({ lazyConnect: true });
    redisStores(client, { tokenKey });
    expect(client.status).toBe('wait');
  });
});

describeWithServer('stores on a server', () => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.port);
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.stop();
  });

  it('keep one budget for two processes', async () => {
    const [one, other] = [redisStores(client, { coldStart: 'go' }), redisStores(client, { coldStart: 'go' })];
    expect((await one.budgets.acquire('3:ana:b', limits)).slot).toBeDefined();
    expect((await other.budgets.acquire('3:ana:b', limits)).slot).toBeDefined();
    expect(await one.budgets.acquire('3:ana:b', limits)).toMatchObject({ reason: 'limit' });
  });

  it('keep tokens sealed, for another process with the same key', async () => {
    const [one, other] = [redisStores(client, { tokenKey }), redisStores(client, { tokenKey })];
    const record = { generation: 1, accessToken: 'canary-token', expiresAt: 1, requestedAt: [] };
    expect(await one.tokens.write('abc', record)).toBe(true);
    expect(await other.tokens.read('abc')).toEqual(record);
    const stored = await Promise.all((await client.keys('*token*')).map((key) => client.get(key)));
    expect(stored).toHaveLength(1);
    expect(stored.join()).not.toContain('canary');
    expect(
      await redisStores(client, { tokenKey: crypto.getRandomValues(new Uint8Array(32)) }).tokens.read('abc'),
    ).toBe(undefined);
  });

  it('use no key outside their prefix', async () => {
    await client.flushall();
    const stores = redisStores(client, { prefix: 'my.bot', tokenKey });
    await stores.budgets.acquire('3:ana:b', limits);
    await stores.tokens.write('abc', { generation: 1, requestedAt: [] });
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(1);
    expect(keys.filter((key) => !key.startsWith('my.bot:{'))).toEqual([]);
  });

  it('wake who waits in another process, also when the client adds a prefix to every key', async () => {
    const prefixed = new Redis(server.port, { keyPrefix: 'theirs:' });
    try {
      const [one, other] = [
        redisStores(prefixed, { coldStart: 'go' }),
        redisStores(prefixed, { coldStart: 'go' }),
      ];
      const key = '3:ana:wakes';
      const line = { waiting: 1 };
      const { slot = '' } = await one.budgets.acquire(key, limits, line);
      await one.budgets.acquire(key, limits, line);
      expect((await other.budgets.acquire(key, limits, line)).slot).toBeUndefined();
      const taken = new Promise<void>((resolve) => {
        const stop = other.budgets.watch?.(key, limits, line, async () => {
          const answer = await other.budgets.acquire(key, limits, line);
          if (answer.slot === undefined) return;
          stop?.();
          resolve();
        });
      });
      await one.budgets.settle(key, slot, { freeInMs: 0 }, limits);
      await taken;
      expect(await client.keys('*wakes*')).toEqual([expect.stringMatching(/^theirs:cliqkit:/)]);
    } finally {
      prefixed.disconnect();
    }
  });
});
