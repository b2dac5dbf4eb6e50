import { readdirSync, readFileSync } from 'node:fs';
import { connect as openSocket } from 'node:net';
import { join } from 'node:path';
import type { TokenStore } from 'cliqkit';
import { authorizationCode, refreshToken, systemClock } from 'cliqkit';
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import type { Canaries } from '../../../packages/core/test/canary.ts';
import { leaksIn } from '../../../packages/core/test/canary.ts';
import { connect } from '../../../packages/redis/src/clients/connect.ts';
import { scriptsOn } from '../../../packages/redis/src/clients/scripts.ts';
import { keysFor } from '../../../packages/redis/src/keys.ts';
import { signalsOn } from '../../../packages/redis/src/signals/signals.ts';
import { redisTokens } from '../../../packages/redis/src/tokens/redis-tokens.ts';
import { describeWithServer } from '../../../packages/redis/test/server/describe-with-server.ts';
import type { RedisServer } from '../../../packages/redis/test/server/redis-server.ts';
import { startRedis } from '../../../packages/redis/test/server/redis-server.ts';
import { until } from '../../../packages/redis/test/server/until.ts';
import { tokensAt } from '../../reliability/redis/tokens/tokens-at.ts';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';

type MakeStore = (port: number) => { store: TokenStore; close(): void };

/** A store that the package does not give: what it keeps is in plain text. */
const unsealed: MakeStore = (port) => {
  const client = new Redis(port, '127.0.0.1');
  const connection = connect(client);
  const store = redisTokens({
    scripts: scriptsOn(connection),
    signals: signalsOn(connection, 'cliqkit', () => undefined),
    keys: keysFor('cliqkit', false),
    prefix: 'cliqkit',
    timeoutMs: 3_000,
    turnMs: 30_000,
    clock: systemClock,
  });
  return { store, close: () => client.disconnect() };
};

/** Every text and byte of what a server was sent (MONITOR), has (KEYS, GET, DUMP) and keeps on its disk (RDB, AOF). */
async function everythingOn(server: RedisServer, monitored: () => Buffer): Promise<Record<string, string>> {
  const names = [await server.command('KEYS', '*')].flat().map(String);
  const values = await Promise.all(
    names.flatMap((name) => [server.command('GET', name), server.command('DUMP', name)]),
  );
  await server.command('SAVE');
  await server.command('ECHO', 'the last command');
  await until('all commands were seen', () => monitored().includes('the last command'));
  const [, folder] = [await server.command('CONFIG', 'GET', 'dir')].flat().map(String);
  const files = readdirSync(folder ?? '', { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  expect(files.map(({ name }) => name.replace(/^.*\./, ''))).toEqual(expect.arrayContaining(['rdb', 'aof']));
  return {
    names: names.join('\n'),
    values: values.join('\n'),
    monitor: monitored().toString('latin1'),
    ...Object.fromEntries(
      files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'latin1')]),
    ),
  };
}

/** The secrets of two accounts after their calls, and where on the server they were found. */
async function found(make: MakeStore): Promise<{ leaks: string[]; secrets: number; places: string[] }> {
  const server = await startRedis({ durable: true, settings: { rdbcompression: 'no' } });
  onTestFinished(() => server.stop());
  const seen: Buffer[] = [];
  const socket = openSocket(server.port, '127.0.0.1', () => socket.write('MONITOR\r\n'));
  onTestFinished(() => void socket.destroy());
  socket.on('data', (bytes) => seen.push(bytes));
  const monitored = (): Buffer => Buffer.concat(seen);
  await until('the commands can be seen', () => monitored().includes('+OK'));

  const { emulator, cliqWith } = await emulated();
  const { clientId, clientSecret } = emulator.credentials;
  const secrets: Record<string, string> = { clientSecret, given: emulator.credentials.refreshToken };
  const spy: typeof fetch = async (input, init) => {
    const reply = await emulator.fetch(input, init);
    if (!String(input instanceof Request ? input.url : input).includes('/oauth/')) return reply;
    const { access_token, refresh_token } = await reply.clone().json();
    for (const token of [access_token, refresh_token]) {
      if (typeof token === 'string') secrets[`token ${Object.keys(secrets).length}`] = token;
    }
    return reply;
  };
  // The second process has the same secrets and the same server, and needs no token of its own.
  for (const process of [1, 2]) {
    const { store, close } = make(server.port);
    const grants = [
      refreshToken({ ...emulator.credentials, store }),
      ...(process === 1
        ? [authorizationCode({ clientId, clientSecret, code: emulator.issueCode(), store })]
        : []),
    ];
    for (const credentials of grants) await read.run(cliqWith({ credentials, fetch: spy }));
    await until('the turns were given back', async () => `${await server.command('KEYS', '*turn*')}` === '');
    close();
  }
  const everything = await everythingOn(server, monitored);
  const canaries: Canaries = secrets;
  return {
    leaks: Object.entries(everything).flatMap(([place, text]) =>
      leaksIn(text, canaries).map((leak) => `${place}: ${leak}`),
    ),
    secrets: Object.keys(secrets).length,
    places: Object.keys(everything),
  };
}

describeWithServer('sealed tokens in Redis', () => {
  carries('S11', 'tell no secret to the server, its disk or whoever watches it', async () => {
    const { leaks, secrets, places } = await found((port) => tokensAt(port));
    expect(leaks).toEqual([]);
    expect(secrets).toBe(5);
    expect(places.length).toBeGreaterThanOrEqual(6);
  });

  carries('S11', 'are looked for in a way that finds those that are not sealed', async () => {
    const { leaks } = await found(unsealed);
    for (const place of ['values', 'monitor', '.rdb', '.aof']) {
      expect(leaks.filter((leak) => leak.includes(place)).length).toBeGreaterThan(0);
    }
    expect(leaks.filter((leak) => leak.startsWith('names'))).toEqual([]);
  });
});
