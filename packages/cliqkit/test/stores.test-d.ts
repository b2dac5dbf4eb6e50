import { describe, expectTypeOf, test } from 'vitest';
import type {
  BudgetLimits,
  BudgetStore,
  Line,
  NoSlot,
  Settlement,
  Slot,
  TokenRecord,
  TokenStore,
  WaitEvent,
} from '../src/index.ts';
import { memoryBudgets, memoryTokens, StoreProblem } from '../src/index.ts';

declare const budgets: BudgetStore;
declare const tokens: TokenStore;

describe('a store of budgets', () => {
  test('can be written by anybody', async () => {
    expectTypeOf(memoryBudgets).returns.toExtend<BudgetStore>();
    const own: BudgetStore = {
      acquire: async (_key, { limit }) =>
        limit > 0 ? { slot: 's' } : { slot: undefined, reason: 'limit', waitsMs: [1000] },
      settle: async () => undefined,
    };
    expectTypeOf(own.settle).parameter(2).toEqualTypeOf<Settlement>();
    expectTypeOf(own.acquire).parameter(1).toEqualTypeOf<BudgetLimits>();
    const taken = await budgets.acquire('k', { limit: 1, windowMs: 1, leaseMs: 1 });
    expectTypeOf(taken).toEqualTypeOf<Slot | NoSlot>();
    if (taken.slot === undefined) expectTypeOf(taken.waitsMs).toEqualTypeOf<readonly number[]>();
    else expectTypeOf(taken.slot).toEqualTypeOf<string>();
  });

  test('misimplemented', () => {
    // @ts-expect-error a slot that is never given back
    const forgetful: BudgetStore = { acquire: () => ({ slot: 's' }) };
    // @ts-expect-error a store that settles what it never hands out
    const settler: BudgetStore = { settle: () => undefined };
    // @ts-expect-error whether there is a slot is not a boolean
    const counter: BudgetStore = { acquire: () => true, settle: () => undefined };
    const silent: BudgetStore = {
      // @ts-expect-error no slot, and no reason for it
      acquire: () => ({ slot: undefined, waitsMs: [] }),
      settle: () => undefined,
    };
    const patient: BudgetStore = {
      // @ts-expect-error several callers want to know how long
      acquire: () => ({ slot: undefined, reason: 'limit', waitsMs: 1000 }),
      settle: () => undefined,
    };
    const vague: BudgetStore = {
      // @ts-expect-error no such reason
      acquire: () => ({ slot: undefined, reason: 'busy', waitsMs: [] }),
      settle: () => undefined,
    };
    // @ts-expect-error a slot has a name
    const numbered: BudgetStore = { acquire: () => ({ slot: 1 }), settle: () => undefined };
    // @ts-expect-error keys are text
    const keyed: BudgetStore = { acquire: (key: number) => ({ slot: `${key}` }), settle: () => undefined };
    return [forgetful, settler, counter, silent, patient, vague, numbered, keyed];
  });

  test('misused', () => {
    const limits = { limit: 1, windowMs: 1, leaseMs: 1 };
    // @ts-expect-error the limits are missing
    budgets.acquire('k');
    // @ts-expect-error a slot of a holder that is gone must come back
    budgets.acquire('k', { limit: 1, windowMs: 1 });
    // @ts-expect-error how it ended is missing
    budgets.settle('k', 's');
    // @ts-expect-error durations, not times: the clocks of two machines differ
    budgets.settle('k', 's', { freeAt: new Date() }, limits);
    // @ts-expect-error a lock is a duration, too
    budgets.settle('k', 's', { freeInMs: 0, lockedUntil: 1 }, limits);
  });
});

describe('a store that knows more', () => {
  const no = { slot: undefined, reason: 'store', waitsMs: [100] } as const;

  test('is told of the line that asks, and may wake it', () => {
    const own: BudgetStore = {
      acquire: (_key, { limit }, line) => (line && line.waiting > limit ? no : { slot: 's' }),
      settle: () => undefined,
      watch(_key, { windowMs }, line, wake) {
        expectTypeOf(line).toEqualTypeOf<Line>();
        expectTypeOf(line.waiting).toEqualTypeOf<number>();
        const timer = setTimeout(wake, windowMs);
        return () => clearTimeout(timer);
      },
    };
    expectTypeOf(own.acquire).parameter(2).toEqualTypeOf<Line | undefined>();
    expectTypeOf<NoSlot['reason']>().toEqualTypeOf<'limit' | 'lock' | 'store'>();
    expectTypeOf<WaitEvent['reason']>().toEqualTypeOf<NoSlot['reason'] | 'backoff'>();
    expectTypeOf(new StoreProblem('Name the primary.')).toExtend<Error>();
    return budgets.watch?.('k', { limit: 1, windowMs: 1, leaseMs: 1 }, { waiting: 1 }, () => undefined);
  });

  test('misimplemented', () => {
    const plain = { acquire: () => no, settle: () => undefined };
    // @ts-expect-error nothing to end it with
    const endless: BudgetStore = { ...plain, watch: () => undefined };
    // @ts-expect-error an end that is not there yet
    const slow: BudgetStore = { ...plain, watch: async () => () => undefined };
    // @ts-expect-error wake is told nothing
    const chatty: BudgetStore = { ...plain, watch: (_k, _l, _line, wake) => () => wake('now') };
    return [endless, slow, chatty];
  });

  test('misused', () => {
    const limits = { limit: 1, windowMs: 1, leaseMs: 1 };
    // @ts-expect-error how many wait is missing
    budgets.acquire('k', limits, {});
    // @ts-expect-error not every store can do it
    budgets.watch('k', limits, { waiting: 1 }, () => undefined);
    // @ts-expect-error a problem says what is wrong
    new StoreProblem();
    // @ts-expect-error in words, not with an error that may quote a secret
    new StoreProblem('It broke.', { cause: new Error('connect') });
  });
});

describe('a store of tokens', () => {
  const record: TokenRecord = { generation: 1, requestedAt: [] };

  test('can be written by anybody', async () => {
    expectTypeOf(memoryTokens()).toExtend<TokenStore>();
    const own: TokenStore = {
      read: async () => record,
      write: async (_key, { generation }) => generation === 2,
      exclusive: (_key, run) => run(),
    };
    expectTypeOf(own.write).parameter(1).toEqualTypeOf<TokenRecord>();
    expectTypeOf(await tokens.read('k')).toEqualTypeOf<TokenRecord | undefined>();
    expectTypeOf(await tokens.write('k', record)).toEqualTypeOf<boolean>();
  });

  test('misimplemented', () => {
    // @ts-expect-error tokens that are never kept
    const forgetful: TokenStore = { read: () => undefined };
    // @ts-expect-error a write must say whether it was kept
    const careless: TokenStore = { read: () => undefined, write: () => undefined };
    // @ts-expect-error nor is a record that was written an answer
    const echoing: TokenStore = { read: () => undefined, write: (_key, written) => written };
    // @ts-expect-error a record counts its writes
    const uncounted: TokenStore = { read: () => ({ requestedAt: [] }), write: () => true };
    // @ts-expect-error a record knows when tokens were asked for
    const forgetting: TokenStore = { read: () => ({ generation: 1 }), write: () => true };
    // @ts-expect-error times are milliseconds
    const dated: TokenStore = { read: () => ({ ...record, expiresAt: new Date() }), write: () => true };
    // @ts-expect-error nothing is undefined, not null
    const nulled: TokenStore = { read: () => null, write: () => true };
    // @ts-expect-error what runs alone gives its result
    const lost: TokenStore = { read: () => undefined, write: () => true, exclusive: async () => undefined };
    return [forgetful, careless, echoing, uncounted, forgetting, dated, nulled, lost];
  });

  test('misused', () => {
    // @ts-expect-error a record is replaced, not changed
    record.generation = 2;
    // @ts-expect-error nor what it holds
    record.requestedAt.push(1);
    // @ts-expect-error of which account?
    tokens.write(record);
    // @ts-expect-error not every store can do it
    tokens.exclusive('k', async () => 1);
  });
});
