import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../src/clients/connect.ts';
import type { Signals } from '../../src/signals/signals.ts';
import { channelOf, signalsOn } from '../../src/signals/signals.ts';
import type { Address, RealClient } from '../clients/real-clients.ts';
import { clusterClients, standaloneClients } from '../clients/real-clients.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { startProxy } from '../server/proxy.ts';
import type { RedisCluster } from '../server/redis-cluster.ts';
import { startCluster } from '../server/redis-cluster.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import { until } from '../server/until.ts';

type Servers = Pick<RedisServer, 'command'>;

const prefix = 'test';
const publish = (server: Servers, signals: Signals, about: string) =>
  server.command('PUBLISH', channelOf(prefix, signals.id), about);
const subscribers = async (servers: readonly Servers[], signals: Signals): Promise<number> => {
  const counts = await Promise.all(
    servers.map((server) => server.command('PUBSUB', 'NUMSUB', channelOf(prefix, signals.id))),
  );
  return counts.flat().reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
};

function signalsWith(real: RealClient): { signals: Signals; warn: ReturnType<typeof vi.fn> } {
  onTestFinished(() => real.close());
  const warn = vi.fn();
  return { signals: signalsOn(connect(real.client, real.subscriber), prefix, warn), warn };
}

/** What holds with one server and with many. */
async function carriesMessages(real: RealClient, servers: readonly RedisServer[]): Promise<void> {
  const { signals, warn } = signalsWith(real);
  for (let round = 1; round <= 3; round += 1) {
    const a = vi.fn();
    const b = vi.fn();
    const leaveA = signals.on('key:{1}:a', a);
    const leaveB = signals.on('key:{1}:b', b);
    await until(
      'both are woken, for messages arrive',
      () => a.mock.calls.length === 1 && b.mock.calls.length === 1,
    );
    expect(await subscribers(servers, signals)).toBe(1);
    for (const [index, server] of servers.entries()) {
      await publish(server, signals, 'key:{1}:a');
      await until('the message is there', () => a.mock.calls.length === 2 + index);
    }
    expect(b).toHaveBeenCalledTimes(1);
    leaveA();
    leaveB();
    await until('nobody listens', async () => (await subscribers(servers, signals)) === 0);
  }
  const briefly = vi.fn();
  signals.on('brief', briefly)(); // Leaves before it is open.
  const next = vi.fn();
  const leave = signals.on('next', next);
  await until('the next is woken', () => next.mock.calls.length === 1);
  leave();
  await until('nobody listens', async () => (await subscribers(servers, signals)) === 0);
  expect(briefly).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
}

describeWithServer.each(Object.entries(standaloneClients))('with one server and %s', (name, open) => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());
  const address = (port: number): [Address] => [{ host: '127.0.0.1', port }];

  it('messages arrive while somebody listens, and nothing is left open after that', async () => {
    const real = await open(address(server.port));
    const before = await server.connections();
    await carriesMessages(real, [server]);
    await until('the connection for messages is closed', async () => (await server.connections()) <= before);
    real.close();
    await until('all are closed', async () => (await server.connections()) === 0);
  });

  it('a channel that is closed while it opens leaves nothing open', async () => {
    const real = await open(address(server.port));
    const before = await server.connections();
    const connection = connect(real.client, real.subscriber);
    for (let round = 0; round < 20; round += 1) {
      const listening = connection.listen?.(
        `c${round}`,
        () => undefined,
        () => undefined,
      );
      listening?.opened.catch(() => undefined); // It was closed before.
      for (let turn = 0; turn < round; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await listening?.close();
    }
    await until('the channels are closed', async () => (await server.connections()) <= before);
    real.close();
  });

  it('they arrive again after the connection was lost', async () => {
    const proxy = await startProxy(server.port);
    onTestFinished(() => proxy.stop());
    const { signals } = signalsWith(await open(address(proxy.port)));
    const wake = vi.fn();
    onTestFinished(signals.on('a', wake));
    await until('messages arrive', () => wake.mock.calls.length === 1);
    await proxy.down();
    await until('nobody listens', async () => (await subscribers([server], signals)) === 0);
    expect(await publish(server, signals, 'a')).toBe(0);
    expect(wake).toHaveBeenCalledTimes(1);
    await proxy.up();
    // glide does not tell that it has connected again.
    if (name !== 'valkey-glide')
      await until('it is woken, for one is lost', () => wake.mock.calls.length === 2);
    await until('somebody listens', async () => (await subscribers([server], signals)) === 1);
    const woken = wake.mock.calls.length;
    await publish(server, signals, 'a');
    await until('messages arrive again', () => wake.mock.calls.length === woken + 1);
  });

  it('who listens while the server is away is woken when it is there, or may leave', async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const { signals, warn } = signalsWith(await open(address(own.port)));
    await own.kill();
    const patient = vi.fn();
    const leave = signals.on('a', patient);
    onTestFinished(leave);
    await own.restart();
    await until('it is woken', () => patient.mock.calls.length > 0);
    leave();
    await until('nobody listens', async () => (await subscribers([own], signals)) === 0);
    await own.kill();
    const impatient = vi.fn();
    signals.on('a', impatient)();
    await own.restart();
    const next = vi.fn();
    onTestFinished(signals.on('b', next));
    await until('the next is woken', () => next.mock.calls.length > 0);
    expect(impatient).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  it('a user who may not subscribe is told so', async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const { signals, warn } = signalsWith(await open(address(own.port)));
    await own.command('ACL', 'SETUSER', 'default', 'resetchannels');
    const wake = vi.fn();
    onTestFinished(signals.on('a', wake));
    if (name === 'valkey-glide') return; // It tries again for as long as it is wanted, without a word.
    await until('it warns', () => warn.mock.calls.length === 1);
    expect(wake).not.toHaveBeenCalled();
  });
});

describeWithServer('with a client that begins all keys with a word', () => {
  it('messages arrive all the same', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const io = new Redis({ host: '127.0.0.1', port: server.port, keyPrefix: 'word:' });
    const node = createClient({ url: server.url, keyPrefix: 'word:' });
    await node.connect();
    await carriesMessages({ client: io, close: () => io.disconnect() }, [server]);
    await carriesMessages({ client: node, close: () => node.destroy() }, [server]);
  });
});

describeWithServer('with a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());

  describe.each(Object.entries(clusterClients))('and %s', (_, open) => {
    it('messages arrive whichever server they are sent to, and nothing is left open after that', async () => {
      const [first, ...others] = cluster.nodes;
      if (first === undefined) throw new Error('The cluster has no server.');
      const real = await open([first, ...others]);
      await carriesMessages(real, cluster.servers);
      await until('no connection is left for messages', async () => {
        const lists = cluster.servers.map((server) => server.command('CLIENT', 'LIST', 'TYPE', 'pubsub'));
        return (await Promise.all(lists)).join('') === '';
      });
      real.close();
      await until('all are closed', async () => (await cluster.connections()) === 0);
    });

    it('they arrive again after the server that sent them was killed and is back', async () => {
      const [first, ...others] = cluster.nodes;
      if (first === undefined) throw new Error('The cluster has no server.');
      const { signals } = signalsWith(await open([first, ...others]));
      const wake = vi.fn();
      onTestFinished(signals.on('a', wake));
      await until('messages arrive', () => wake.mock.calls.length === 1);
      const counts = await Promise.all(cluster.servers.map((server) => subscribers([server], signals)));
      const sender = cluster.servers[counts.indexOf(1)];
      await sender?.kill();
      await sender?.restart();
      await cluster.ready();
      await until('somebody listens', async () => (await subscribers(cluster.servers, signals)) === 1);
      for (const server of cluster.servers) {
        await until('a message arrives from each', async () => {
          const woken = wake.mock.calls.length;
          await publish(server, signals, 'a'); // Lost until the servers have found each other again.
          return until('it is there', () => wake.mock.calls.length > woken, 200).catch(() => false);
        });
      }
    });
  });
});
