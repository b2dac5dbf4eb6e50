import { describe, expect, it } from 'vitest';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import type { TokenRecord } from '../src/tokens/token-store.ts';
import { generationOf, isTokenRecord, mergeRecords } from '../src/tokens/token-store.ts';
import { failureOf } from './failure-of.ts';

const record: TokenRecord = { generation: 1, requestedAt: [] };

describe('what a store holds', () => {
  it.each<[what: string, value: object]>([
    ['with a generation and requests', {}],
    ['with all it can have', { refreshToken: 'r', accessToken: 'a', expiresAt: 1, quietUntil: 2 }],
    ['with requests', { requestedAt: [1, 2.5, -3] }],
    ['with more than is known', { generation: 7, color: 'red' }],
  ])('is a record %s', (_what, more) => {
    expect(isTokenRecord({ ...record, ...more })).toBe(true);
  });

  it.each<[what: string, value: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', '{"generation":1,"requestedAt":[]}'],
    ['a list', [record]],
    ['without a generation', { requestedAt: [] }],
    ['with the generation of its prototype', Object.create(record)],
    ['with a generation that is text', { ...record, generation: '1' }],
    ['with half a generation', { ...record, generation: 1.5 }],
    ['with a generation beyond what can be counted', { ...record, generation: 2 ** 53 }],
    ['without requests', { generation: 1 }],
    ['with requests that are no list', { ...record, requestedAt: 1 }],
    ['with a request at no time', { ...record, requestedAt: [Number.NaN] }],
    ['with a request at a time that is text', { ...record, requestedAt: ['1'] }],
    ['with an access token that is a number', { ...record, accessToken: 1 }],
    ['with an access token of two lines', { ...record, accessToken: 'a\r\nx-evil: 1' }],
    ['with an empty access token', { ...record, accessToken: '' }],
    ['with a refresh token with a space', { ...record, refreshToken: 'a b' }],
    ['with an end at no time', { ...record, expiresAt: Number.POSITIVE_INFINITY }],
    ['with a quiet until null', { ...record, quietUntil: null }],
  ])('is no record when it is %s', (_what, value) => {
    expect(isTokenRecord(value)).toBe(false);
  });

  it.each<[value: object, generation: number | undefined]>([
    [{ generation: 4, requestedAt: 'broken' }, 4],
    [{ generation: -4 }, -4],
    [{ generation: '4' }, undefined],
    [[], undefined],
    [Object.create({ generation: 4 }), undefined],
  ])('has a generation even if it is no record: %j', (value, generation) => {
    expect(generationOf(value)).toBe(generation);
  });
});

describe('two records together', () => {
  const older: TokenRecord = {
    generation: 3,
    refreshToken: 'old-r',
    accessToken: 'old',
    expiresAt: 100,
    requestedAt: [1, 2],
    quietUntil: 50,
  };
  const newer: TokenRecord = { generation: 5, accessToken: 'new', expiresAt: 200, requestedAt: [2, 3] };

  it.each([
    [older, newer],
    [newer, older],
  ])('know all requests, the tokens that end later, and follow the second one', (one, other) => {
    const merged = mergeRecords(one, other);
    expect(merged).toMatchObject({
      generation: other.generation,
      refreshToken: 'old-r',
      accessToken: 'new',
      expiresAt: 200,
      quietUntil: 50,
    });
    expect([...merged.requestedAt].sort()).toEqual([1, 2, 3]);
  });

  it('keep the refresh token of the one whose tokens end later', () => {
    expect(mergeRecords(older, { ...newer, refreshToken: 'new-r' }).refreshToken).toBe('new-r');
  });

  it('keep every request of one millisecond that the second one has', () => {
    expect(mergeRecords(record, { ...record, requestedAt: [7, 7] }).requestedAt).toEqual([7, 7]);
  });
});

describe('a store in memory', () => {
  it('has nothing at first, and then what was written, for each account', () => {
    const store = memoryTokens();
    expect(store.read('a')).toBeUndefined();
    expect(store.write('a', record)).toBe(true);
    expect(store.read('a')).toEqual(record);
    expect(store.read('b')).toBeUndefined();
  });

  it.each([0, 1, 3, -1])('refuses generation %i after generation 1', (generation) => {
    const store = memoryTokens();
    store.write('a', record);
    expect(store.write('a', { ...record, generation })).toBe(false);
    expect(store.read('a')).toEqual(record);
  });

  it('takes any generation where there is none', () => {
    expect(memoryTokens().write('a', { ...record, generation: 7 })).toBe(true);
  });

  it('runs one at a time for an account, in order, also after a failure', async () => {
    const store = memoryTokens();
    const steps: string[] = [];
    const run = (name: string, end: 'done' | 'failed' = 'done') =>
      store.exclusive?.('a', async () => {
        steps.push(`${name} begins`);
        await Promise.resolve();
        steps.push(`${name} ${end}`);
        if (end === 'failed') throw new Error(name);
        return name;
      });
    const failing = failureOf(Promise.resolve(run('first', 'failed')));
    const rest = [run('second'), run('third')];
    expect(await failing).toMatchObject({ message: 'first' });
    expect(await Promise.all(rest)).toEqual(['second', 'third']);
    expect(steps).toEqual([
      'first begins',
      'first failed',
      'second begins',
      'second done',
      'third begins',
      'third done',
    ]);
  });

  it('lets nobody overtake those who wait', async () => {
    const store = memoryTokens();
    const running = new Set<string>();
    const ends: (() => void)[] = [];
    const run = (name: string) =>
      store.exclusive?.('a', async () => {
        running.add(name);
        await new Promise<void>((resolve) => ends.push(resolve));
        running.delete(name);
      });
    const [first, second] = [run('first'), run('second')];
    await Promise.resolve();
    ends[0]?.();
    await first;
    const third = run('third');
    await new Promise((resolve) => setImmediate(resolve));
    expect([...running]).toEqual(['second']);
    ends[1]?.();
    await second;
    await new Promise((resolve) => setImmediate(resolve));
    ends[2]?.();
    await third;
  });

  it('lets different accounts run side by side', async () => {
    const store = memoryTokens();
    const never = store.exclusive?.('a', () => new Promise<never>(() => undefined));
    expect(await store.exclusive?.('b', async () => 'free')).toBe('free');
    expect(never).toBeInstanceOf(Promise);
  });
});
