import { createHash } from 'node:crypto';
import { Decoder, GlideClient } from '@valkey/valkey-glide';
import { Redis } from 'ioredis';
import { createClient, createClientPool, RESP_TYPES } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/clients/connect.ts';
import type { Connection } from '../../src/clients/connection.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { RedisCluster } from '../server/redis-cluster.ts';
import { startCluster } from '../server/redis-cluster.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import type { RealClient } from './real-clients.ts';
import { clusterClients, standaloneClients } from './real-clients.ts';

const source =
  "redis.call('SET', KEYS[1], ARGV[1]) return {KEYS[1], ARGV[1], ARGV[2], #KEYS, #ARGV, {1, '2'}, false}";
const sha = createHash('sha1').update(source).digest('hex');

async function runsScripts(connection: Connection, key: string): Promise<void> {
  await expect(connection.evalSha('f'.repeat(40), [key], [])).rejects.toThrow(/NOSCRIPT|NoScriptError/);
  const odd = 'line\r\n ü {} \u0000 $5';
  const reply = [key, odd, '', 1, 2, [1, '2'], null];
  expect(await connection.eval(source, [key], [odd, ''])).toEqual(reply);
  expect(await connection.evalSha(sha, [key], [odd, ''])).toEqual(reply);
}

function connected(real: RealClient): Connection {
  onTestFinished(() => real.close());
  return connect(real.client, real.subscriber);
}

describeWithServer('a connection to one server', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());

  describe.each(Object.entries(standaloneClients))('of %s', (name, open) => {
    it('runs scripts, and says when the server does not know one', async () => {
      await server.command('SCRIPT', 'FLUSH');
      const connection = connected(await open([{ host: '127.0.0.1', port: server.port }]));
      expect(connection.clustered).toBe(false);
      await runsScripts(connection, `key of ${name}`);
      expect(await server.command('EXISTS', `key of ${name}`)).toBe(1);
    });
  });

  it('gives text, whatever types of reply a client was told to prefer', async () => {
    await server.command('SCRIPT', 'FLUSH');
    const bytes = createClient({
      url: server.url,
      commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.NUMBER]: String } },
    });
    onTestFinished(() => bytes.destroy());
    await bytes.connect();
    await runsScripts(connect(bytes), 'a');
    await server.command('SCRIPT', 'FLUSH');
    const glide = await GlideClient.createClient({
      addresses: [{ host: '127.0.0.1', port: server.port }],
      defaultDecoder: Decoder.Bytes,
    });
    onTestFinished(() => glide.close());
    await runsScripts(connect(glide), 'a');
  });

  it('has no way for messages with a glide client alone', async () => {
    const glide = await GlideClient.createClient({ addresses: [{ host: '127.0.0.1', port: server.port }] });
    onTestFinished(() => glide.close());
    expect(connect(glide).listen).toBeUndefined();
  });
});

describeWithServer('a connection to a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());

  /** How often servers had to say that a key is elsewhere. */
  const redirections = async (): Promise<number> => {
    const stats = await Promise.all(cluster.servers.map((server) => server.command('INFO', 'errorstats')));
    return [...stats.join().matchAll(/errorstat_MOVED:count=(\d+)/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  };

  describe.each(Object.entries(clusterClients))('of %s', (name, open) => {
    it('runs scripts on the server that has the key, at the first try', async () => {
      const [first, ...others] = cluster.nodes;
      if (first === undefined) throw new Error('The cluster has no server.');
      const connection = connected(await open([first, ...others]));
      expect(connection.clustered).toBe(true);
      const owners = new Set<RedisServer>();
      for (let index = 0; index < 20; index += 1) {
        const key = `of ${name}:{${index}}:key`;
        const owner = await cluster.serverOf(key);
        await owner.command('SCRIPT', 'FLUSH');
        await runsScripts(connection, key);
        expect(await owner.command('EXISTS', key)).toBe(1);
        owners.add(owner);
      }
      expect(owners.size).toBe(3);
      expect(await redirections()).toBe(0);
    });
  });
});

describe('what is no client', () => {
  const strangers: [what: string, client: unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a URL', 'redis://:secret@example.com'],
    ['options', { url: 'redis://:secret@example.com' }],
    ['a client of old', { evalSha() {}, sendCommand() {} }],
    ['a pool', createClientPool()],
  ];

  it.each(strangers)('is refused, with the names of those that are: %s', (_, client) => {
    const refusal = (): unknown => Reflect.apply(connect, undefined, [client]);
    expect(refusal).toThrow(TypeError);
    expect(refusal).toThrow(/^@cliqkit\/redis: client must be .*createClient.*Cluster.*GlideClient/);
    expect(refusal).not.toThrow('secret');
  });

  it('is refused as a subscriber, too', () => {
    const io = new Redis({ lazyConnect: true });
    const glide = { customCommand: async () => undefined };
    const connectWith = (...args: unknown[]) => Reflect.apply(connect, undefined, args);
    expect(() => connectWith(io, io)).toThrow(/^@cliqkit\/redis: subscriber is for clients of @valkey/);
    expect(() => connectWith(glide, io)).toThrow(/^@cliqkit\/redis: subscriber must be a second client/);
  });
});
