import type { TokenRecord, TokenStore } from '@cliqkit/core';
import { sealTokens, systemClock } from '@cliqkit/core';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { keysFor } from '../../src/keys.ts';
import { writeRecord } from '../../src/lua/write-record.ts';
import { redisTokens } from '../../src/tokens/redis-tokens.ts';
import { textOf } from '../../src/tokens/token-text.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import { plainScripts } from './plain-scripts.ts';

const account = 'ab'.repeat(16);
const keys = keysFor('test', false);
const key = keys.token(account);
const days180 = 180 * 24 * 3_600_000;
const record = (generation: number): TokenRecord => ({
  generation,
  accessToken: `access.${generation}`,
  requestedAt: [],
});

let server: RedisServer;
let store: TokenStore;
beforeAll(async () => {
  server = await startRedis();
  store = redisTokens({
    scripts: plainScripts(server),
    signals: { id: 'me', on: () => () => undefined },
    keys,
    prefix: 'test',
    timeoutMs: 5_000,
    turnMs: 30_000,
    clock: systemClock,
  });
});
afterAll(() => server?.stop());
beforeEach(async () => {
  await server.command('FLUSHALL');
});

describeWithServer('a record on a server', () => {
  it('is there for 180 days after its last write', async () => {
    expect(await store.read(account)).toBeUndefined();
    expect(await store.write(account, record(1))).toBe(true);
    await server.command('PEXPIRE', key, 1_000_000);
    expect(await store.write(account, record(2))).toBe(true);
    expect(await store.read(account)).toEqual(record(2));
    const left = Number(await server.command('PTTL', key));
    expect(left).toBeGreaterThan(days180 - 60_000);
    expect(left).toBeLessThanOrEqual(days180);
    expect(await server.command('KEYS', '*')).toEqual([key]);
  });

  it('is replaced by the one that follows it alone', async () => {
    expect(await store.write(account, record(7))).toBe(true); // There was none.
    for (const generation of [1, 6, 7, 9]) expect(await store.write(account, record(generation))).toBe(false);
    expect(await store.read(account)).toEqual(record(7));
    expect(await store.write(account, record(8))).toBe(true);
    const largest = Number.MAX_SAFE_INTEGER;
    await server.command('SET', key, textOf(record(largest - 1), 'id'));
    expect(await store.write(account, record(largest - 1))).toBe(false);
    expect(await store.write(account, record(largest))).toBe(true);
  });

  it('is written once by a write that is sent twice, and that is told each time', async () => {
    const { run } = plainScripts(server);
    const send = (text: string, generation: number) =>
      run(writeRecord, [key], [text, generation, days180, '']);
    for (const generation of [1, 2]) {
      const text = textOf(record(generation), `write ${generation}`);
      expect(await send(text, generation)).toEqual(['written']);
      expect(await send(text, generation)).toEqual(['written']);
      // Another write of the same record is another write.
      const other = textOf(record(generation), 'other');
      expect(await send(other, generation)).toEqual(['refused', text, expect.any(String)]);
    }
    expect(await send(textOf(record(1), 'write 1'), 1)).toMatchObject(['refused', {}, {}]);
  });

  it('can be the next one after it was flushed away', async () => {
    await store.write(account, record(5));
    await server.command('FLUSHALL');
    expect(await store.read(account)).toBeUndefined();
    expect(await store.write(account, record(6))).toBe(true);
    expect(await store.write(account, record(6))).toBe(false);
  });

  const garbage: [what: string, ...command: string[]][] = [
    ['nothing', 'SET', key, ''],
    ['text', 'SET', key, 'tokens'],
    ['half a record', 'SET', key, textOf(record(1), 'id').slice(0, 40)],
    ['bytes that are no text', 'EVAL', "redis.call('SET', KEYS[1], '\\255\\254{\\0')", '1', key],
    ['null', 'SET', key, 'null'],
    ['a list in JSON', 'SET', key, '[1]'],
    ['JSON that is too deep', 'SET', key, `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['another version', 'SET', key, JSON.stringify({ version: 2, record: record(1) })],
    ['no record', 'SET', key, JSON.stringify({ version: 1, record: 'x' })],
    [
      'a generation that is none',
      'SET',
      key,
      JSON.stringify({ version: 1, record: { ...record(1), generation: '0' } }),
    ],
    [
      'a token that is none',
      'SET',
      key,
      JSON.stringify({ version: 1, record: { ...record(3), accessToken: 7 } }),
    ],
    ['two megabytes', 'EVAL', "redis.call('SET', KEYS[1], string.rep('x', 2097152))", '1', key],
    ['a list', 'RPUSH', key, 'x'],
    ['a hash', 'HSET', key, 'version', '1'],
    ['a set', 'SADD', key, 'x'],
    ['a stream', 'XADD', key, '*', 'version', '1'],
  ];
  it.each(garbage)('counts as absent when there is %s, and is written anew', async (_what, ...command) => {
    await server.command(...command);
    expect(await store.read(account)).toBeUndefined();
    expect(await store.write(account, record(1))).toBe(true);
    expect(await store.read(account)).toEqual(record(1));
    expect(Number(await server.command('PTTL', key))).toBeGreaterThan(0);
  });

  it('takes whatever letters a token has, and whatever account', async () => {
    for (const name of ['', 'a:b', '{x}*', 'ä\n\u0000', account]) {
      const odd = { ...record(1), refreshToken: `"\\{}[]:*%~!\`${encodeURIComponent(name)}` };
      expect(await store.write(name, odd)).toBe(true);
      expect(await store.read(name)).toEqual(odd);
    }
    expect(await server.command('DBSIZE')).toBe(5);
  });

  it('works sealed, and is written anew when it cannot be opened', async () => {
    const sealed = sealTokens(store, { key: new Uint8Array(32).fill(1) });
    for (const generation of [1, 2, 3]) expect(await sealed.write(account, record(generation))).toBe(true);
    expect(await sealed.write(account, record(3))).toBe(false);
    expect(await sealed.read(account)).toEqual(record(3));
    expect(String(await server.command('GET', key))).not.toContain('access.');
    const other = sealTokens(store, { key: new Uint8Array(32).fill(2) });
    expect(await other.read(account)).toBeUndefined();
    expect(await other.write(account, record(1))).toBe(true);
    expect(await other.read(account)).toEqual(record(1));
    await server.command('SET', key, 'garbage');
    expect(await other.write(account, record(1))).toBe(true);
  });
});

describeWithServer('writers that come in between each other', () => {
  it('never go back a generation, and one of several with the same generation wins', async () => {
    const step = fc.record({
      writers: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }),
      /** Who looks before it writes; the others write what follows what they have seen last. */
      looks: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (steps, isSealed) => {
          await server.command('FLUSHALL');
          const shared = isSealed ? sealTokens(store, { key: new Uint8Array(32) }) : store;
          const seen = [0, 0, 0, 0];
          const won = new Map<number, string>();
          let stored = 0;
          for (const [turn, { writers, looks }] of steps.entries()) {
            for (const writer of writers) {
              if (looks[writer]) seen[writer] = (await shared.read(account))?.generation ?? 0;
            }
            await Promise.all(
              writers.map(async (writer) => {
                const generation = (seen[writer] ?? 0) + 1;
                const accessToken = `${writer}-in-${turn}`;
                const next = { generation, accessToken, requestedAt: [] };
                if (!(await shared.write(account, next))) return;
                expect(won.has(generation)).toBe(false);
                won.set(generation, accessToken);
              }),
            );
            const after = await shared.read(account);
            expect(after?.generation).toBeGreaterThanOrEqual(stored);
            expect(after?.accessToken).toBe(won.get(after?.generation ?? 0));
            stored = after?.generation ?? 0;
            expect(won.size).toBe(stored);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
