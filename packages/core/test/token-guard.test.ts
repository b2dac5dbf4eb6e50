import { describe, expect, it, vi } from 'vitest';
import { observe } from '../src/hooks/observer.ts';
import { guardedTokens } from '../src/tokens/guarded-tokens.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import type { TokenRecord, TokenStore } from '../src/tokens/token-store.ts';
import { failureOf } from './failure-of.ts';
import { settled, until } from './fake-accounts.ts';
import { fakeClock } from './fake-clock.ts';
import { untyped } from './test-client.ts';
import { endOfTick } from './virtual-time.ts';

function guard(store: TokenStore | undefined, keyOf = async () => 'account') {
  const clock = fakeClock();
  const warnings: string[] = [];
  const observer = observe({ logger: { warn: (line) => warnings.push(line) } });
  return { clock, warnings, tokens: guardedTokens(store, keyOf, { clock, observer }) };
}

const never = (): Promise<never> => new Promise(() => undefined);
const fails = (): never => {
  throw new Error('redis://user:password@host is down');
};
const rejects = async (): Promise<never> => fails();

/** A store in memory, some of whose functions are replaced. */
const storeWith = (more: object): TokenStore => untyped({ ...memoryTokens(), ...more });

const first: TokenRecord = { generation: 0, requestedAt: [1], accessToken: 'a', expiresAt: 10 };

describe('a store', () => {
  it.each<[what: string, store: TokenStore | undefined]>([
    ['is not needed', undefined],
    ['that throws is not needed', storeWith({ read: fails, write: fails })],
    ['that rejects is not needed', storeWith({ read: rejects, write: rejects })],
    ['that cannot be read is not needed', storeWith({ read: rejects })],
    ['that cannot be written is not needed', storeWith({ write: rejects })],
    ['that never answers is not needed', storeWith({ read: never, write: never })],
    ['without an answer to a write is not needed', storeWith({ write: () => undefined })],
    ['that gives null for nothing is as good as any', storeWith({ read: () => null })],
  ])('%s: a record that was saved is known', async (_what, store) => {
    const { clock, tokens, warnings } = guard(store);
    expect(await settled(clock, tokens.load())).toMatchObject({ generation: 0, requestedAt: [] });
    expect(await settled(clock, tokens.save(first))).toMatchObject({ ...first, generation: 1 });
    expect(await settled(clock, tokens.load())).toMatchObject({ ...first, generation: 1 });
    expect(warnings.length).toBeLessThanOrEqual(1);
    expect(warnings.join()).not.toContain('redis');
    expect(clock.timers).toBe(0);
  });

  it('that never answers is given 5 seconds', async () => {
    const { clock, tokens, warnings } = guard(storeWith({ read: never }));
    let done = false;
    const loading = tokens.load().finally(() => {
      done = true;
    });
    await until(() => clock.timers === 1);
    clock.advance(4999);
    await endOfTick();
    expect([done, warnings]).toEqual([false, []]);
    clock.advance(1);
    await loading;
    expect(warnings).toEqual([expect.stringContaining('did not answer')]);
  });

  it('that cannot be named is not needed', async () => {
    const { tokens, warnings } = guard(memoryTokens(), rejects);
    expect(await tokens.save(first)).toMatchObject({ generation: 1 });
    expect(await tokens.exclusive(async () => 'ran')).toBe('ran');
    expect(warnings).toHaveLength(1);
  });

  it('that was away is written to again when it is back, over what others have written', async () => {
    const shared = memoryTokens();
    const write = vi.fn(shared.write);
    const { tokens } = guard({ ...shared, write });
    await tokens.load();
    write.mockImplementationOnce(fails);
    await tokens.save(first);
    shared.write('account', { generation: 1, requestedAt: [2], refreshToken: 'theirs' });
    const loaded = await tokens.load();
    expect(loaded).toMatchObject({
      generation: 1,
      requestedAt: [2, 1],
      accessToken: 'a',
      refreshToken: 'theirs',
    });
    expect(await tokens.save(loaded)).toMatchObject({ generation: 2 });
    expect(shared.read('account')).toMatchObject({ generation: 2, accessToken: 'a', refreshToken: 'theirs' });
  });

  it('that went back to an older record is written to', async () => {
    let held: TokenRecord | undefined;
    const { tokens, warnings } = guard({
      read: () => held,
      write: (_key, record) => {
        if (held && record.generation !== held.generation + 1) return false;
        held = record;
        return true;
      },
    });
    const second = (await tokens.save(first)) ?? first;
    await tokens.save({ ...second, requestedAt: [1, 2] });
    held = second; // As from a backup.
    await tokens.insist(await tokens.load());
    expect(held).toMatchObject({ generation: 2, accessToken: 'a', requestedAt: [1, 2] });
    expect(warnings).toEqual([]);
  });

  it('that others write to refuses what does not follow, and shows theirs', async () => {
    const shared = memoryTokens();
    const { tokens } = guard(shared);
    await tokens.load();
    shared.write('account', { generation: 1, requestedAt: [9] });
    expect(await tokens.save(first)).toBeUndefined();
    expect(await tokens.load()).toMatchObject({ generation: 1, requestedAt: [9] });
  });

  it.each<[what: string, garbage: unknown, heals: boolean]>([
    ['a record of another version', { generation: 4, requests: 3 }, true],
    ['a record that was tampered with', { generation: 4, requestedAt: [], accessToken: 'a\nb' }, true],
    ['garbage', { garbage: true }, false],
    ['a list', [], false],
  ])('that holds %s counts as empty, with one warning', async (_what, garbage, heals) => {
    let held: unknown = garbage;
    const store = untyped<TokenStore>({
      read: () => held,
      write: (_key: string, record: TokenRecord) => {
        if (record.generation !== untyped<TokenRecord>(held).generation + 1) return false;
        held = record;
        return true;
      },
    });
    const { tokens, warnings } = guard(store);
    const loaded = await tokens.load();
    expect(loaded).toMatchObject({ requestedAt: [], accessToken: undefined });
    await tokens.insist({ ...first, generation: loaded.generation });
    expect(await tokens.load()).toMatchObject({ accessToken: 'a', requestedAt: [1] });
    expect(held).toEqual(heals ? { ...first, generation: 5 } : garbage);
    expect(warnings).toEqual([expect.stringContaining('is no token record')]);
  });
});

describe('what must not get lost', () => {
  it('is written together with what others have written in between', async () => {
    const shared = memoryTokens();
    const { tokens } = guard(shared);
    await tokens.load();
    shared.write('account', { generation: 1, requestedAt: [9] });
    await tokens.insist({ ...first, refreshToken: 'rotated' });
    expect(shared.read('account')).toMatchObject({
      generation: 2,
      requestedAt: [9, 1],
      accessToken: 'a',
      refreshToken: 'rotated',
    });
  });

  it('is kept in memory, with a warning, when the store takes nothing, and written when it does', async () => {
    const shared = memoryTokens();
    shared.write('account', { generation: 1, requestedAt: [9] });
    const write = vi.fn<TokenStore['write']>(() => false);
    const { tokens, warnings } = guard({ ...shared, write });
    await tokens.insist({ ...first, refreshToken: 'rotated' });
    expect(write).toHaveBeenCalledTimes(20);
    for (const _again of [1, 2])
      expect(await tokens.load()).toMatchObject({ refreshToken: 'rotated', requestedAt: [9, 1] });
    expect(warnings).toEqual([expect.stringContaining('takes no record')]);
    write.mockImplementation(shared.write);
    await tokens.save(await tokens.load());
    expect(shared.read('account')).toMatchObject({ refreshToken: 'rotated' });
  });
});

describe('a turn', () => {
  const run = async (): Promise<string> => 'ran';
  const runFails = async (): Promise<never> => {
    throw new Error('refused');
  };

  const loses: TokenStore['exclusive'] = (_key, begin) => {
    void begin();
    return rejects();
  };

  it.each<[what: string, exclusive: TokenStore['exclusive'], warnings: number]>([
    ['is taken at once where the store knows none', undefined, 0],
    ['is what the store gives', (_key, begin) => begin(), 0],
    ['that the store throws at is taken all the same', fails, 1],
    ['that the store refuses is taken all the same', rejects, 1],
    ['that the store forgets is taken all the same', async () => untyped(undefined), 0],
    ['that never comes is taken after a minute', never, 1],
    ['that never ends has ended with its work', (_key, begin) => begin().then(never), 0],
    ['that is given twice is taken once', (_key, begin) => begin().then(begin), 0],
    ['that the store loses on the way is finished', loses, 0],
  ])('%s', async (_what, exclusive, warned) => {
    const { clock, tokens, warnings } = guard(storeWith({ exclusive }));
    const work = vi.fn(run);
    const since = clock.mono();
    expect(await settled(clock, tokens.exclusive(work))).toBe('ran');
    expect(work).toHaveBeenCalledTimes(1);
    expect(warnings).toHaveLength(warned);
    expect(clock.mono() - since).toBe(exclusive === never ? 60_000 : 0);
    expect(clock.timers).toBe(0);
  });

  it('that comes too late is not taken twice', async () => {
    let give = (): void => undefined;
    const late: TokenStore['exclusive'] = (_key, begin) =>
      new Promise((resolve) => {
        give = () => void begin().then(resolve);
      });
    const { clock, tokens } = guard(storeWith({ exclusive: late }));
    const work = vi.fn(run);
    await settled(clock, tokens.exclusive(work));
    give();
    await endOfTick();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('whose work fails, fails with it, and the store is not to blame', async () => {
    const { tokens, warnings } = guard(memoryTokens());
    expect(await failureOf(tokens.exclusive(runFails))).toMatchObject({ message: 'refused' });
    expect(warnings).toEqual([]);
  });

  it('longer than a minute is waited for', async () => {
    const { clock, tokens, warnings } = guard(memoryTokens());
    const work = (): Promise<string> =>
      new Promise((resolve) => {
        clock.timer(90_000, () => resolve('late'));
      });
    expect(await settled(clock, tokens.exclusive(work))).toBe('late');
    expect(warnings).toEqual([]);
  });
});
