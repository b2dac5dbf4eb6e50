import { StoreProblem } from '@cliqkit/core';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/clients/connect.ts';
import type { Script, Scripts } from '../../src/clients/scripts.ts';
import { scriptsOn } from '../../src/clients/scripts.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { RedisServer, RedisServerOptions } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import { standaloneClients } from './real-clients.ts';

const write: Script = { name: 'write', source: "return redis.call('SET', KEYS[1], ARGV[1])" };

describeWithServer.each(Object.entries(standaloneClients))('through %s', (_, open) => {
  let server: RedisServer;
  let scripts: Scripts;

  const start = async (options?: RedisServerOptions): Promise<void> => {
    server = await startRedis(options);
    onTestFinished(() => server.stop());
    const real = await open([{ host: '127.0.0.1', port: server.port, password: options?.password }]);
    onTestFinished(() => real.close());
    scripts = scriptsOn(connect(real.client));
  };
  const outcome = (): Promise<unknown> =>
    scripts.run(write, ['key'], ['value']).catch((error: unknown) => error);
  const problem = async (): Promise<string> => {
    const error = await outcome();
    expect(error).toBeInstanceOf(StoreProblem);
    return error instanceof Error ? error.message : '';
  };

  it('a script is known again after SCRIPT FLUSH and after a restart', async () => {
    await start();
    expect(await outcome()).toBe('OK');
    await server.command('SCRIPT', 'FLUSH');
    expect(await outcome()).toBe('OK');
    expect(await outcome()).toBe('OK');
    expect(String(await server.command('INFO', 'commandstats'))).toMatch(/cmdstat_eval:calls=2,/);
  });

  it('a server that became a replica is named as one', async () => {
    await start();
    const primary = await startRedis();
    onTestFinished(() => primary.stop());
    await server.command('REPLICAOF', '127.0.0.1', primary.port);
    expect(await problem()).toContain('is a replica');
  });

  it('a full memory, and a missing right, are named', async () => {
    await start({ password: 'sesame' });
    await server.command('CONFIG', 'SET', 'maxmemory', '1');
    expect(await problem()).toContain('maxmemory');
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
    for (const rights of [
      ['-evalsha'],
      ['+evalsha', '-eval', '-set'],
      ['+eval', '+set', 'resetkeys', '~other:*'],
    ]) {
      await server.command('ACL', 'SETUSER', 'default', ...rights);
      expect(await problem()).toContain('does not permit');
    }
    await server.command('ACL', 'SETUSER', 'default', 'allkeys', '+@all');
    expect(await outcome()).toBe('OK');
  });

  it('a script of somebody else that does not end is named', async () => {
    await start({ settings: { 'busy-reply-threshold': '1' } });
    const endless = server.command('EVAL', 'while true do end', 0).catch((error: unknown) => error);
    await expect.poll(() => server.command('PING').catch(String)).toContain('BUSY');
    expect(await problem()).toContain('SCRIPT KILL');
    await server.command('SCRIPT', 'KILL');
    await endless;
  });

  it('a server without scripts is named', async () => {
    await start({ settings: { 'rename-command EVALSHA': '' } });
    expect(await problem()).toContain('Lua');
  });
});

describeWithServer('a client', () => {
  it.each([
    ['another password', { password: 'secret' }],
    ['none', {}],
  ])('that was given %s is told so, and not which', async (_, credentials) => {
    const server = await startRedis({ password: 'sesame' });
    onTestFinished(() => server.stop());
    const client = new Redis({ port: server.port, host: '127.0.0.1', ...credentials });
    onTestFinished(() => client.disconnect());
    client.on('error', () => {});
    const problem = await scriptsOn(connect(client)).run(write, ['key'], ['value']).catch(String);
    expect(problem).toContain('password');
    expect(problem).not.toMatch(/secret|sesame/);
  });
});
