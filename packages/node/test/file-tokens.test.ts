import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenRecord } from '@cliqkit/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileTokensOptions } from '../src/index.ts';
import { fileTokens } from '../src/index.ts';
import { newFolder } from './folder.ts';

const key = '0123456789abcdef0123456789abcdef';
const record = (generation: number): TokenRecord => ({
  generation,
  refreshToken: '1000.refresh',
  accessToken: `1000.access.${generation}`,
  expiresAt: 1_791_010_800_000,
  requestedAt: [1_791_010_790_000, 1_791_010_799_000],
  quietUntil: 1_791_010_795_000,
});

describe('a record', () => {
  it('is read by whoever names the same directory, and by nobody else', async () => {
    const path = newFolder();
    expect(await fileTokens({ path }).read(key)).toBeUndefined();
    expect(await fileTokens({ path }).write(key, record(1))).toBe(true);
    expect(await fileTokens({ path }).read(key)).toEqual(record(1));
    expect(await fileTokens({ path }).read('ab')).toBeUndefined();
    expect(await fileTokens({ path: newFolder() }).read(key)).toBeUndefined();
  });

  it('is one file, named after the account, beside the lock', async () => {
    const path = join(newFolder(), 'of', 'a', 'bot');
    const store = fileTokens({ path });
    expect(await store.exclusive?.(key, async () => store.write(key, record(1)))).toBe(true);
    await store.write('ab', record(1));
    expect(readdirSync(path)).toEqual([`${key}.json`, `${key}.lock`, 'ab.json']);
    const text = readFileSync(join(path, `${key}.json`), 'utf8');
    expect(JSON.parse(text)).toEqual({ version: 1, record: record(1) });
  });

  it('is only replaced by the one that follows it', async () => {
    const store = fileTokens({ path: newFolder() });
    expect(await store.write(key, record(7))).toBe(true); // There was none.
    for (const generation of [1, 6, 7, 9]) expect(await store.write(key, record(generation))).toBe(false);
    expect(await store.read(key)).toEqual(record(7));
    expect(await store.write(key, record(8))).toBe(true);
    expect(await store.read(key)).toEqual(record(8));
  });

  const { refreshToken: _none, ...least } = record(1);
  const garbage: [what: string, text: string][] = [
    ['nothing', ''],
    ['text', 'tokens'],
    ['half a record', JSON.stringify({ version: 1, record: record(1) }).slice(0, 60)],
    ['no object', 'null'],
    ['a list', '[1]'],
    ['a record of another version', JSON.stringify({ version: 2, record: record(1) })],
    ['a bare record', JSON.stringify(record(1))],
    ['no record', JSON.stringify({ version: 1, record: 'x' })],
    ['a broken generation', JSON.stringify({ version: 1, record: { ...least, generation: 1.5 } })],
    ['a token that is none', JSON.stringify({ version: 1, record: { ...least, accessToken: 7 } })],
    ['a time that is none', JSON.stringify({ version: 1, record: { ...least, expiresAt: 'soon' } })],
    ['no list of requests', JSON.stringify({ version: 1, record: { ...least, requestedAt: 7 } })],
    ['a list of no requests', JSON.stringify({ version: 1, record: { ...least, requestedAt: ['x'] } })],
    ['a megabyte too much', `${' '.repeat(1024 * 1024)}${JSON.stringify({ version: 1, record: record(1) })}`],
  ];
  it.each(garbage)('counts as absent when its file holds %s, and is written anew', async (_what, text) => {
    const path = newFolder();
    writeFileSync(join(path, `${key}.json`), text, { mode: 0o600 });
    const store = fileTokens({ path });
    expect(await store.read(key)).toBeUndefined();
    expect(await store.write(key, least)).toBe(true);
    expect(await store.read(key)).toEqual(least);
  });

  it.each(['', 'AB', '../ab', 'a/b', 'a.json', 'a b', 'x', 'a'.repeat(129)])(
    'with a name that is no account is refused: %j',
    async (name) => {
      const path = newFolder();
      const store = fileTokens({ path });
      await expect(store.read(name)).rejects.toThrow(TypeError);
      await expect(store.write(name, record(1))).rejects.toThrow('hexadecimal');
      await expect(store.exclusive?.(name, async () => 'ran')).rejects.toThrow('hexadecimal');
      expect(readdirSync(path)).toEqual([]);
    },
  );

  it('that cannot be kept fails with what can be done about it', async () => {
    const path = join(newFolder(), 'tokens');
    const store = fileTokens({ path });
    rmSync(path, { recursive: true });
    const message = `@cliqkit/node: tokens cannot be kept in ${path}: ENOENT. Check that it is there`;
    await expect(store.write(key, record(1))).rejects.toThrow(message);
    await expect(store.read(key)).rejects.toThrow(message);
    await expect(store.exclusive?.(key, async () => 'ran')).rejects.toThrow(message);
  });
});

describe('taking turns', () => {
  it('lets one run at a time for an account, and gives what it gives', async () => {
    const path = newFolder();
    let [inside, most] = [0, 0];
    const results = await Promise.all(
      Array.from({ length: 6 }, (_none, number) =>
        fileTokens({ path }).exclusive?.(key, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await fileTokens({ path }).read(key);
          inside -= 1;
          return number;
        }),
      ),
    );
    expect(results).toEqual([0, 1, 2, 3, 4, 5]);
    expect(most).toBe(1);
  });

  it('does not make one account wait for another', async () => {
    const store = fileTokens({ path: newFolder() });
    expect(await store.exclusive?.(key, async () => store.exclusive?.('ab', async () => 'ran'))).toBe('ran');
  });

  it('goes on after a failure, which is the one of the run', async () => {
    const path = newFolder();
    const store = fileTokens({ path });
    const failing = store.exclusive?.(key, () => Promise.reject(new Error('mine')));
    await expect(failing).rejects.toThrow('mine');
    expect(statSync(join(path, `${key}.lock`)).size).toBe(0);
    expect(await store.exclusive?.(key, async () => 'ran')).toBe('ran');
  });
});

describe('options', () => {
  const wrong: unknown[] = [
    undefined,
    {},
    { path: '' },
    { path: 7 },
    { path: 'a\0b' },
    ...[99, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1000'].map((leaseMs) => ({
      path: 'never-made',
      leaseMs,
    })),
  ];
  it.each(wrong)('that cannot be right are refused: %o', (options) => {
    expect(() => fileTokens(options as FileTokensOptions)).toThrow(TypeError);
  });

  it('name a directory once and for all', async () => {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(newFolder());
    const store = fileTokens({ path: 'tokens' });
    process.chdir(newFolder());
    expect(await store.write(key, record(1))).toBe(true);
    expect(readdirSync('.')).toEqual([]);
  });

  it('are those that were given, even with a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'leaseMs', { value: 0, configurable: true });
    onTestFinished(() => void Reflect.deleteProperty(Object.prototype, 'leaseMs'));
    const path = newFolder();
    expect(() => fileTokens({ path })).not.toThrow();
  });

  it('that name a place where nothing can be made are refused', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const path = join(file, 'tokens');
    expect(() => fileTokens({ path })).toThrow(`@cliqkit/node: tokens cannot be kept in ${path}: ENOTDIR.`);
  });
});
