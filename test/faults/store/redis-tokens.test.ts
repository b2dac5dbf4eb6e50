import { redisStores } from '@cliqkit/redis';
import type { TokenStore } from 'cliqkit';
import { refreshToken } from 'cliqkit';
import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from 'vitest';
import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import { startProxy } from '../../../packages/redis/test/server/proxy.ts';
import type { RedisServer } from '../../../packages/redis/test/server/redis-server.ts';
import { startRedis } from '../../../packages/redis/test/server/redis-server.ts';
import { until } from '../../../packages/redis/test/server/until.ts';
import type { TokensAt } from '../../reliability/redis/tokens/tokens-at.ts';
import { tokenKey, tokensAt } from '../../reliability/redis/tokens/tokens-at.ts';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import type { Emulated } from '../support/emulated.ts';
import { emulated } from '../support/emulated.ts';
import { recordOf } from './file-record.ts';

const account = 'ab'.repeat(16);
let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  await server.command('FLUSHALL');
});

function open(options: Parameters<typeof tokensAt>[1] = {}, port: number = server.port): TokensAt['store'] {
  const { store, close } = tokensAt(port, options);
  onTestFinished(close);
  return store;
}

/** A run that has begun, and goes on until it is told to end. */
async function held<T>(store: TokensAt['store'], atEnd: () => Promise<T>): Promise<{ end(): Promise<T> }> {
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  let result: Promise<T> | undefined;
  await new Promise<void>((begun) => {
    result = store.exclusive(account, async () => {
      begun();
      await ending;
      return atEnd();
    });
  });
  return {
    async end() {
      end();
      if (result === undefined) throw new Error('it has not begun');
      return result;
    },
  };
}

/** A client that signs in with a store, the warnings it has logged, and how many tokens were asked for. */
async function signedIn(
  store: TokenStore,
): Promise<Emulated & { warnings: string[]; tokenRequests(): number }> {
  const world = await emulated();
  const warnings: string[] = [];
  const log = (): void => undefined;
  const cliq = world.cliqWith({
    credentials: refreshToken({ ...world.emulator.credentials, store }),
    logger: { debug: log, info: log, warn: (message) => void warnings.push(message) },
  });
  const tokenRequests = (): number =>
    world.emulator.journal.entries().filter(({ operation }) => operation === 'token').length;
  return { ...world, cliq, warnings, tokenRequests };
}

describeWithServer('tokens in Redis', () => {
  carries('S02', 'whose write was carried out, though the reply was lost, count as written', async () => {
    const proxy = await startProxy(server.port);
    onTestFinished(() => proxy.stop());
    const store = open({}, proxy.port);
    for (const generation of [1, 2]) {
      await store.read(account); // It is connected.
      const lost = proxy.loseReply('sealed.1.');
      const writing = store.write(account, recordOf(generation));
      await lost;
      expect(await writing).toBe(true); // ioredis has sent it again.
      expect(await store.read(account)).toEqual(recordOf(generation));
    }
    expect(await store.write(account, recordOf(2))).toBe(false);
  });

  carries('S04', 'that are flushed away in the middle of a renewal are not put back by it', async () => {
    const [stale, other] = [open(), open()];
    for (const generation of [1, 2, 3, 4, 5]) await stale.write(account, recordOf(generation));
    const holder = await held(stale, async () => stale.write(account, recordOf(6)));
    await server.command('FLUSHALL');
    // Nobody has the turn now, and the next one does not wait for it.
    await other.exclusive(account, async () => {
      expect(await other.read(account)).toBeUndefined();
      expect(await other.write(account, recordOf(1))).toBe(true);
      expect(await holder.end()).toBe(false);
      // What it gave back was not the turn of the other one.
      expect(await server.command('EXISTS', `cliqkit:{0}:turn:${account}`)).toBe(1);
    });
    expect(await other.read(account)).toEqual(recordOf(1));
    expect(await stale.write(account, recordOf(2))).toBe(true);
  });

  carries(
    'S04',
    'that are flushed away fail no call, and cost no token that a process still has',
    async () => {
      const store = open();
      const { cliq, cliqWith, emulator, warnings, tokenRequests } = await signedIn(store);
      await read.run(cliq);
      await server.command('FLUSHALL');
      await server.command('SCRIPT', 'FLUSH');
      await read.run(cliq);
      expect(tokenRequests()).toBe(1);
      const credentials = (): ReturnType<typeof refreshToken> =>
        refreshToken({ ...emulator.credentials, store });
      await read.run(cliqWith({ credentials: credentials() }));
      await read.run(cliqWith({ credentials: credentials() }));
      expect(tokenRequests()).toBe(2);
      expect(warnings).toEqual([]);
    },
  );

  carries('S05', 'whose holder is waited for are renewed as soon as it gives its turn back', async () => {
    const patient = { turnMs: 600_000 };
    const [first, second, third] = [open(patient), open(patient), open(patient)];
    const order: string[] = [];
    const holder = await held(first, async () => order.push('first'));
    const waiting = [second, third].map((store) => store.exclusive(account, async () => order.push('next')));
    await until(
      'both are to be woken',
      async () => [await server.command('SMEMBERS', `cliqkit:{0}:waiting:${account}`)].flat().length === 2,
    );
    await holder.end();
    await Promise.all(waiting); // Long before the turn would have ended.
    expect(order).toEqual(['first', 'next', 'next']);
    await until('no connection for messages is left', async () => (await server.connections()) === 3);
    expect(await server.command('DBSIZE')).toBe(0);
  });

  carries('S08', 'on a server that answers late, but in time, are asked for once', async () => {
    const proxy = await startProxy(server.port);
    onTestFinished(() => proxy.stop());
    const [one, other] = [open({}, proxy.port), open({}, proxy.port)];
    await Promise.all([one.read(account), other.read(account)]);
    const { emulator, cliqWith, tokenRequests } = await signedIn(one);
    proxy.latencyMs = 40;
    await Promise.all(
      [one, other].map((store) =>
        read.run(cliqWith({ credentials: refreshToken({ ...emulator.credentials, store }) })),
      ),
    );
    expect(tokenRequests()).toBe(1);
  });

  carries.each(
    ['S01', 'S08'],
    ['lost', 'paused'] as const,
    'on a server that is %s fail no call, which goes on without in time',
    async (what) => {
      const away = await startRedis();
      onTestFinished(() => away.stop());
      const store = open({ timeoutMs: 250 }, away.port);
      await store.read(account); // It is connected.
      const { cliq, warnings, tokenRequests } = await signedIn(store);
      if (what === 'lost') await away.kill();
      else away.pause();
      const since = performance.now();
      await expect(store.read(account)).rejects.toMatchObject({ name: 'StoreProblem' });
      await expect(store.write(account, recordOf(1))).rejects.toMatchObject({ name: 'StoreProblem' });
      await expect(store.exclusive(account, async () => 'ran')).rejects.toMatchObject({
        name: 'StoreProblem',
      });
      await read.run(cliq);
      expect(performance.now() - since).toBeLessThan(10_000); // Of less than 2 s that all the waits make.
      expect(warnings).toEqual([expect.stringMatching(/token store/)]);
      expect(tokenRequests()).toBe(1);
    },
  );

  carries(
    'S03',
    'of which the server has forgotten the scripts work, through another client too',
    async () => {
      const client = createClient({ url: server.url });
      await client.connect();
      onTestFinished(() => client.destroy());
      const { tokens } = redisStores(client, { tokenKey });
      expect(await tokens.write(account, recordOf(1))).toBe(true);
      expect(await tokens.write(account, recordOf(1))).toBe(false);
      expect(await open().read(account)).toEqual(recordOf(1));
      await server.command('SET', `cliqkit:{0}:token:${account}`, 'garbage');
      expect(await tokens.exclusive?.(account, async () => tokens.write(account, recordOf(1)))).toBe(true);
      expect(await tokens.read(account)).toEqual(recordOf(1));
    },
  );
});
