import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { describeWithServer } from './describe-with-server.ts';
import type { Proxy as FailingProxy } from './proxy.ts';
import { startProxy } from './proxy.ts';
import type { RedisCluster } from './redis-cluster.ts';
import { startCluster } from './redis-cluster.ts';
import type { RedisServer } from './redis-server.ts';
import { startRedis } from './redis-server.ts';
import { sendCommand } from './send-command.ts';
import { serversHere } from './servers-here.ts';
import { until } from './until.ts';

describeWithServer.each(serversHere.length > 0 ? serversHere : [undefined])('a private %s', (binary) => {
  it('keeps its data over a kill if it is durable, and loses them on demand', async () => {
    const server = await startRedis({ binary, durable: true });
    onTestFinished(() => server.stop());
    await server.command('SET', 'key', 'value');
    await server.kill();
    await expect(server.command('PING')).rejects.toThrow();
    await server.restart();
    expect(await server.command('GET', 'key')).toBe('value');
    await server.restart('lost');
    expect(await server.command('GET', 'key')).toBeNull();
    await server.stop();
    await expect(server.command('PING')).rejects.toThrow('ECONNREFUSED');
  });

  it('answers nothing while it is paused', async () => {
    const server = await startRedis({ binary });
    onTestFinished(() => server.stop());
    server.pause();
    let answer: unknown;
    const asked = server.command('PING').then((reply) => {
      answer = reply;
    });
    await expect(until('an answer', () => answer !== undefined, 100)).rejects.toThrow('in vain');
    server.resume();
    await asked;
    expect(answer).toBe('PONG');
  });

  it('can be a replica, and can ask for a password', async () => {
    const primary = await startRedis({ binary, password: 'sesame' });
    onTestFinished(() => primary.stop());
    const replica = await startRedis({ binary, password: 'sesame', replicaOf: primary.port });
    onTestFinished(() => replica.stop());
    await expect(sendCommand(primary.port, ['GET', 'key'])).rejects.toThrow('NOAUTH');
    await primary.command('SET', 'key', 'value');
    await until('the replica has it', async () => (await replica.command('GET', 'key')) === 'value');
    await expect(replica.command('SET', 'key', 'other')).rejects.toThrow('READONLY');
    expect(await primary.connections()).toBe(0);
  });
});

describeWithServer('a proxy', () => {
  let server: RedisServer;
  let proxy: FailingProxy;
  beforeAll(async () => {
    server = await startRedis();
    proxy = await startProxy(server.port);
  });
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  const through = (...args: string[]) => sendCommand(proxy.port, args);

  it('passes commands and replies', async () => {
    proxy.latencyMs = 5;
    expect(await through('SET', 'key', 'value')).toBe('OK');
    proxy.latencyMs = 0;
    expect(await through('GET', 'key')).toBe('value');
  });

  it('loses the reply of a command that was carried out', async () => {
    const lost = proxy.loseReply('INCR');
    await expect(through('INCR', 'count')).rejects.toThrow('closed');
    await lost;
    expect(await through('GET', 'count')).toBe('1');
  });

  it('holds, refuses and leads elsewhere', async () => {
    proxy.stall();
    const held = through('PING');
    await until('it is connected', () => proxy.connections === 1);
    proxy.flow();
    expect(await held).toBe('PONG');
    await proxy.down();
    await expect(through('PING')).rejects.toThrow('ECONNREFUSED');
    await proxy.up();
    const other = await startRedis();
    onTestFinished(() => other.stop());
    await other.command('SET', 'key', 'of the other');
    proxy.repoint(other.port);
    expect(await through('GET', 'key')).toBe('of the other');
  });
});

describeWithServer('a cluster of three', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());

  it('has each key on one server', async () => {
    const owners = new Set<RedisServer>();
    for (let index = 0; index < 30; index += 1) {
      const owner = await cluster.serverOf(`key ${index}`);
      expect(await owner.command('SET', `key ${index}`, index)).toBe('OK');
      owners.add(owner);
    }
    expect(owners.size).toBe(3);
  });
});
