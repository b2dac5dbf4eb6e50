import type { TokenRecord } from '@cliqkit/core';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/tokens/token-text.ts';
import { account, scripted, settled, timeoutMs } from './scripted.ts';

const record = (generation: number): TokenRecord => ({
  generation,
  refreshToken: '1000.refresh',
  accessToken: `1000.access.${generation}`,
  expiresAt: 1_791_010_800_000,
  requestedAt: [1_791_010_790_000, 1_791_010_799_000],
  quietUntil: 1_791_010_795_000,
});
const days180 = 180 * 24 * 3_600_000;
const tokenKey = `test:{0}:token:${account}`;

describe('reading', () => {
  it('takes one command', async () => {
    const { store, sent, clock } = scripted(() => textOf(record(7), 'id'));
    expect(await store.read(account)).toEqual(record(7));
    expect(sent).toEqual([{ name: 'read-record', keys: [tokenKey], args: [] }]);
    expect(clock.timers).toBe(0);
  });

  const { refreshToken: _none, ...least } = record(1);
  const garbage: unknown[] = [
    null,
    7,
    '',
    'tokens',
    textOf(record(1), 'id').slice(0, 60),
    'null',
    '[1]',
    JSON.stringify({ version: 2, record: record(1) }),
    JSON.stringify(record(1)),
    JSON.stringify({ version: 1, record: 'x' }),
    JSON.stringify({ version: 1, record: { ...least, generation: 1.5 } }),
    JSON.stringify({ version: 1, record: { ...least, accessToken: 7 } }),
    JSON.stringify({ version: 1, record: { ...least, expiresAt: 'soon' } }),
    JSON.stringify({ version: 1, record: { ...least, requestedAt: 7 } }),
    JSON.stringify({ version: 1, record: { ...least, requestedAt: ['x'] } }),
  ];
  it.each(garbage)('takes %j for nothing', async (stored) => {
    const { store } = scripted(() => stored);
    expect(await store.read(account)).toBeUndefined();
  });
});

describe('writing', () => {
  it('takes one command, with the generation that it is and the time that it is kept', async () => {
    const { store, sent, clock } = scripted(() => ['written']);
    expect(await store.write(account, record(7))).toBe(true);
    expect(sent).toEqual([
      { name: 'write-record', keys: [tokenKey], args: [expect.any(String), 7, days180, ''] },
    ]);
    expect(JSON.parse(String(sent[0]?.args[0]))).toEqual({
      version: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      record: record(7),
    });
    expect(clock.timers).toBe(0);
  });

  it('tells two writes of one record apart', async () => {
    const { store, sent } = scripted(() => ['written']);
    await store.write(account, record(7));
    await store.write(account, record(7));
    expect(sent[0]?.args[0]).not.toBe(sent[1]?.args[0]);
  });

  it('is refused by a record, with no second command', async () => {
    const { store, latest } = scripted(() => ['refused', textOf(record(7), 'id'), 'digest']);
    expect(await store.write(account, record(7))).toBe(false);
    expect(latest()).toEqual(['write-record']);
  });

  it.each([
    ['which is replaced, if it is still there', ['written'], true],
    ['unless somebody was faster', ['refused', textOf(record(1), 'id'), 'other'], false],
  ])('finds garbage, %s', async (_what, second, written) => {
    const answers: unknown[] = [['refused', 'garbage', 'digest'], second];
    const { store, sent } = scripted(() => answers.shift());
    expect(await store.write(account, record(1))).toBe(written);
    expect(sent.map(({ args }) => args[3])).toEqual(['', 'digest']);
    expect(sent[0]?.args[0]).toBe(sent[1]?.args[0]);
  });

  it.each([undefined, null, 'written', [], ['x'], ['refused'], ['refused', 'text', 7]])(
    'rejects when the answer is %j',
    async (answer) => {
      const { store } = scripted(() => answer);
      await expect(store.write(account, record(1))).rejects.toThrow('answered a script');
    },
  );
});

describe('a server that does not answer', () => {
  it('is waited for as long as it may take', async () => {
    const { store, clock } = scripted(() => new Promise(() => undefined));
    const both = [store.read(account), store.write(account, record(1))].map((asked) =>
      expect(asked).rejects.toThrow(`within ${timeoutMs} ms`),
    );
    await settled();
    clock.advance(timeoutMs - 1);
    await settled();
    expect(clock.timers).toBe(2);
    clock.advance(1);
    await Promise.all(both);
    expect(clock.timers).toBe(0);
  });

  it('but fails makes it reject with that', async () => {
    const failure = new Error('away');
    const { store } = scripted(() => Promise.reject(failure));
    await expect(store.read(account)).rejects.toBe(failure);
    await expect(store.write(account, record(1))).rejects.toBe(failure);
  });
});
