import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Script, Scripts } from '../../src/clients/scripts.ts';
import { keysFor } from '../../src/keys.ts';
import { releaseTurn } from '../../src/lua/release-turn.ts';
import { renewTurn } from '../../src/lua/renew-turn.ts';
import { takeTurn } from '../../src/lua/take-turn.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import { until } from '../server/until.ts';
import { plainScripts } from './plain-scripts.ts';

const keys = keysFor('test', false);
const [turn, waiting] = [keys.turn('ab'), keys.waiting('ab')];
const turnMs = 30_000;

let server: RedisServer;
let scripts: Scripts;
const run = (script: Script, ...args: (string | number)[]): Promise<unknown> =>
  scripts.run(script, [turn, waiting], args);
const take = (owner: string, channel = ''): Promise<unknown> => run(takeTurn, owner, turnMs, channel);

beforeAll(async () => {
  server = await startRedis();
  scripts = plainScripts(server);
});
afterAll(() => server?.stop());
beforeEach(async () => {
  await server.command('FLUSHALL');
});

describeWithServer('a turn on a server', () => {
  it('is of one owner at a time, and ends by itself', async () => {
    expect(await take('one')).toBe('taken');
    expect(Number(await take('two'))).toBeGreaterThan(turnMs - 10_000);
    expect(Number(await take('two'))).toBeLessThanOrEqual(turnMs);
    expect(Number(await server.command('PTTL', turn))).toBeLessThanOrEqual(turnMs);
    await server.command('PEXPIRE', turn, 1);
    await until('it has ended', async () => (await server.command('EXISTS', turn)) === 0);
    expect(await take('two')).toBe('taken');
    expect(await server.command('KEYS', '*')).toEqual([turn]);
  });

  it('that is asked for twice by its owner is taken once', async () => {
    expect(await take('one', 'wake:one')).toBe('taken');
    await server.command('PEXPIRE', turn, 5_000);
    expect(await take('one', 'wake:one')).toBe('taken');
    expect(Number(await server.command('PTTL', turn))).toBeGreaterThan(5_000);
  });

  it('is renewed and given back by its owner alone', async () => {
    expect(await run(renewTurn, 'one', turnMs)).toBe('lost');
    await take('one');
    await server.command('PEXPIRE', turn, 5_000);
    expect(await run(renewTurn, 'two', turnMs)).toBe('lost');
    expect(await run(releaseTurn, 'two', turn)).toBe('lost');
    expect(Number(await server.command('PTTL', turn))).toBeLessThanOrEqual(5_000);
    expect(await run(renewTurn, 'one', turnMs)).toBe('kept');
    expect(Number(await server.command('PTTL', turn))).toBeGreaterThan(5_000);
    expect(await run(releaseTurn, 'one', turn)).toBe('released');
    expect(await run(releaseTurn, 'one', turn)).toBe('lost');
    // A renewal that comes too late does not take it anew.
    expect(await run(renewTurn, 'one', turnMs)).toBe('lost');
    expect(await server.command('DBSIZE')).toBe(0);
  });

  it('that is given back wakes each who waits once, and leaves nothing', async () => {
    const subscriber = new Redis(server.port);
    onTestFinished(() => subscriber.disconnect());
    const heard: string[] = [];
    subscriber.on('message', (channel: string, message: string) => heard.push(`${channel} ${message}`));
    await subscriber.subscribe('wake:two', 'wake:three', 'wake:four', 'end');
    await take('one');
    for (const name of ['two', 'three', 'two']) await take(name, `wake:${name}`);
    await take('four');
    const left = Number(await server.command('PTTL', waiting));
    expect(left).toBeGreaterThan(turnMs);
    expect(left).toBeLessThanOrEqual(2 * turnMs);
    await run(releaseTurn, 'one', 'the turn');
    await server.command('PUBLISH', 'end', '');
    await until('all have heard', () => heard.includes('end '));
    expect(heard.slice(0, -1).sort()).toEqual(['wake:three the turn', 'wake:two the turn']);
    expect(await server.command('DBSIZE')).toBe(0);
  });

  it('does not shorten the list of those who wait for a longer one', async () => {
    await take('one');
    await run(takeTurn, 'two', 60_000, 'wake:two');
    await run(takeTurn, 'three', 100, 'wake:three');
    expect(Number(await server.command('PTTL', waiting))).toBeGreaterThan(60_000);
  });

  it('is given back even where nothing may be published', async () => {
    await server.command('ACL', 'SETUSER', 'default', 'resetchannels');
    onTestFinished(async () => void (await server.command('ACL', 'SETUSER', 'default', 'allchannels')));
    await take('one');
    await take('two', 'wake:two');
    expect(await run(releaseTurn, 'one', turn)).toBe('released');
    expect(await take('two')).toBe('taken');
  });

  it.each([
    ['a list', 'RPUSH', 'x'],
    ['a set', 'SADD', 'x'],
  ])('of which the keys hold %s is taken all the same', async (_what, command, value) => {
    await server.command(command, turn, value);
    await server.command('RPUSH', waiting, value);
    expect(await take('one')).toBe('taken');
    expect(await run(renewTurn, 'one', turnMs)).toBe('kept');
    expect(Number(await take('two', 'wake:two'))).toBeGreaterThan(0);
    expect(await server.command('SMEMBERS', waiting)).toEqual(['wake:two']);
    expect(await run(releaseTurn, 'one', turn)).toBe('released');
  });

  it('that somebody has for ever ends like any other', async () => {
    await server.command('SET', turn, 'for ever');
    expect(await take('one')).toBe(String(turnMs));
    expect(Number(await server.command('PTTL', turn))).toBeGreaterThan(0);
  });
});
