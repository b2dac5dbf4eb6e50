import { inspect } from 'node:util';
import type { BudgetStore } from 'cliqkit';
import { memoryTokens, refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { paced, times } from '../rate/paced.ts';
import { read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';
import { openTokens, scriptedBudgets } from './scripted-store.ts';

/** What may stand in a store where a record of tokens should be. */
const notRecords: unknown[] = [
  null,
  '',
  'OK',
  0,
  42,
  true,
  [],
  {},
  { version: 2, tokens: [] },
  { generation: 1 },
  { generation: '1', requestedAt: [] },
  { generation: 1.5, requestedAt: [] },
  { generation: Number.NaN, requestedAt: [] },
  { generation: 2 ** 60, requestedAt: [] },
  { generation: 1, requestedAt: {} },
  { generation: 1, requestedAt: ['yesterday'] },
  { generation: 1, requestedAt: [Number.NaN] },
  { generation: 1, requestedAt: [], accessToken: 7 },
  { generation: 1, requestedAt: [], accessToken: 'with a\nline break' },
  { generation: 1, requestedAt: [], accessToken: '1000.a.b', expiresAt: 'tomorrow' },
  { generation: 1, requestedAt: [], accessToken: '1000.a.b', expiresAt: Number.POSITIVE_INFINITY },
  { generation: 1, requestedAt: [], refreshToken: {} },
  { generation: 1, requestedAt: [], quietUntil: 'later' },
];

/** Records in form, with something in them that cannot be. */
const wrongRecords: object[] = [
  { generation: 1, requestedAt: [], accessToken: '1000.stale.token', expiresAt: 8.64e15 },
  { generation: 1, requestedAt: [], accessToken: '1000.stale.token', expiresAt: -1 },
  { generation: -5, requestedAt: [] },
  { generation: Number.MAX_SAFE_INTEGER, requestedAt: [] },
  { generation: 1, requestedAt: Array(100_000).fill(0) },
];

describe('a store that holds, where a record of tokens should be,', () => {
  carries.each(
    'S09',
    notRecords,
    '%s counts as empty: one token is asked for, and every call passes',
    async (garbage) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const store = openTokens();
      const always = {
        ...store,
        read: (key: string) => (store.records.has(key) ? store.read(key) : (garbage as undefined)),
      };
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, store: always }) });
      await clock.run(() => times(5, () => read.run(cliq)));
      expect(entries().filter(({ operation }) => operation === 'token')).toHaveLength(1);
      expect(entries().filter(({ status }) => status === 401)).toHaveLength(0);
    },
  );

  carries.each(
    'S09',
    notRecords,
    '%s for good is never taken for a token, and held against nobody',
    async (garbage) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const store = { ...memoryTokens(), read: () => garbage as undefined };
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, store }) });
      await clock.run(() => times(5, () => read.run(cliq)));
      expect(entries().filter(({ operation }) => operation === 'token')).toHaveLength(1);
    },
  );

  carries.each(
    'S09',
    wrongRecords,
    'a record that cannot be right (%s) costs a token at most',
    async (record) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const store = openTokens();
      let first = true;
      const once = {
        ...store,
        read(key: string) {
          if (first) store.records.set(key, record);
          first = false;
          return store.read(key);
        },
      };
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, store: once }) });
      await clock.run(() => times(5, () => read.run(cliq)));
      expect(entries().filter(({ operation }) => operation === 'token')).toHaveLength(1);
    },
  );

  carries(
    'S09',
    'requests of the future, or a quiet for a year, holds tokens back for ten minutes at most',
    async () => {
      for (const wrong of [{ quietUntil: 4e12 }, { requestedAt: Array(9).fill(4e12) }]) {
        const { clock, emulator, cliqWith } = await paced();
        const store = openTokens();
        const credentials = refreshToken({
          ...emulator.credentials,
          store: { ...store, read: (key) => store.read(key) ?? { generation: 1, requestedAt: [], ...wrong } },
        });
        const cliq = cliqWith({ credentials });
        const error = await clock.run(() => failureOf(read.run(cliq)));
        expect(error).toMatchObject({ name: 'AuthError', retryable: true });
        const { retryAt } = error as unknown as { retryAt: Date };
        expect(retryAt.getTime() - clock.wall()).toBeLessThanOrEqual(600_000);
        clock.advance(600_001);
        await clock.run(() => read.run(cliq));
      }
    },
  );
});

/** Within the deadline of the call: twenty times a second. */
const mostAsks = 1_000;
const noSlot = (waitsMs: unknown, reason: unknown = 'limit') => ({ slot: undefined, reason, waitsMs });

/** What a store may answer where a slot, or none, should be. */
const notAnswers: unknown[] = [
  null,
  undefined,
  '',
  'OK',
  0,
  [],
  {},
  { slot: undefined },
  { slot: null },
  { slot: 7 },
  { slot: {} },
  { slot: '' },
  noSlot(undefined),
  noSlot('soon'),
  noSlot([]),
  noSlot([Number.NaN]),
  noSlot([-1_000]),
  noSlot([0]),
  noSlot(['1000']),
  noSlot([Number.POSITIVE_INFINITY]),
  noSlot([1e300]),
  noSlot([], 'store'),
  noSlot([0], 'store'),
  noSlot([Number.NaN], 'store'),
  noSlot([1_000], 'busy'),
  noSlot([1_000], null),
];

describe('a store that answers, where a slot should be,', () => {
  carries.each(
    'S09',
    notAnswers.map((reply) => [inspect(reply, { breakLength: Number.POSITIVE_INFINITY }), reply] as const),
    '%s ends the call typed, or lets it wait: it is not sent, and the store not asked without end',
    async ([, reply]) => {
      const { clock, cliqWith, entries } = await paced();
      let asks = 0;
      const script = { acquire: Array.from({ length: 100_000 }, () => ({ reply })) };
      const scripted = scriptedBudgets(clock, script);
      const store: BudgetStore = {
        acquire(key, limits) {
          asks += 1;
          if (asks > mostAsks) throw new Error('asked without end');
          return scripted.acquire(key, limits);
        },
        settle: scripted.settle,
      };
      const cliq = cliqWith({ pace: { store, user: 'ana' } });
      const error = await clock.run(() => failureOf(read.run(cliq, { deadline: 50_000 })));
      expect(['StoreError', 'RateLimitError', 'TimeoutError']).toContain(error.name);
      expect([asks <= mostAsks, entries().length, clock.timers]).toEqual([true, 0, 0]);
    },
  );
});
