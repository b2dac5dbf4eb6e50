import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReplaceOptions } from '../src/replace-file.ts';
import { replaceFile } from '../src/replace-file.ts';
import { newFolder } from './folder.ts';

const always = { allowed: () => true, durable: true };

/** Removes the temporary files of all writers, as each of them does. Gives how many. */
function removeTemporaries(folder: string): number {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  for (const name of names) rmSync(join(folder, name));
  return names.length;
}

describe('replacing a file', () => {
  it('makes it if there is none, and leaves nothing else behind', async () => {
    const folder = newFolder();
    const path = join(folder, 'file');
    const seen: unknown[] = [];
    const allowed = (current: string | undefined): boolean => seen.push(current) > 0;
    expect(await replaceFile(path, 'one', { allowed, durable: true })).toBe(true);
    expect(await replaceFile(path, 'two', { allowed, durable: false })).toBe(true);
    expect(new Set(seen)).toEqual(new Set([undefined, 'one']));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('does nothing when it is not allowed', async () => {
    const folder = newFolder();
    const path = join(folder, 'file');
    await replaceFile(path, 'one', always);
    expect(await replaceFile(path, 'two', { ...always, allowed: () => false })).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('is one step: of many that replace the same text, one does', async () => {
    const path = join(newFolder(), 'file');
    const writers = Array.from({ length: 8 }, (_none, writer) => writer);
    for (let round = 0; round < 5; round += 1) {
      const before = round === 0 ? undefined : readFileSync(path, 'utf8');
      const allowed = (current: string | undefined): boolean => current === before;
      const done = await Promise.all(
        writers.map((writer) => replaceFile(path, `${round}.${writer}`, { allowed, durable: false })),
      );
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(readFileSync(path, 'utf8')).toBe(`${round}.${done.indexOf(true)}`);
    }
  });

  it('fails for a writer that another one has passed between its look and its rename', async () => {
    const folder = newFolder();
    const path = join(folder, 'file');
    const allowed = (current: string | undefined): boolean => {
      if (current !== undefined) return false;
      if (readdirSync(folder).length === 0) return true;
      removeTemporaries(folder); // What the other one does, all of it while this one stands still.
      writeFileSync(path, 'newer', { mode: 0o600 });
      return true;
    };
    expect(await replaceFile(path, 'stale', { allowed, durable: true })).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('newer');
  });

  it('begins again when its temporary file is removed, and gives up when that never ends', async () => {
    const folder = newFolder();
    const path = join(folder, 'file');
    let removed = 0;
    const disturbed = (times: number): ReplaceOptions => ({
      allowed() {
        if (removed < times) removed += removeTemporaries(folder);
        return true;
      },
      durable: false,
    });
    expect(await replaceFile(path, 'one', disturbed(2))).toBe(true);
    expect(removed).toBe(2);
    expect(await replaceFile(path, 'two', disturbed(Number.POSITIVE_INFINITY))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('one');
  });

  it('removes what crashed writers of the same file have left, and nothing of others', async () => {
    const folder = newFolder();
    for (const name of ['file.1.tmp', 'file.2.tmp', 'file2.1.tmp', 'other.tmp', 'file.txt']) {
      writeFileSync(join(folder, name), '', { mode: 0o600 });
    }
    await replaceFile(join(folder, 'file'), 'one', always);
    expect(readdirSync(folder)).toEqual(['file', 'file.txt', 'file2.1.tmp', 'other.tmp']);
  });

  it('that fails leaves no temporary file', async () => {
    const folder = newFolder();
    const path = join(folder, 'file');
    const allowed = (): boolean => {
      if (readdirSync(folder).length > 0) mkdirSync(join(path, 'in the way'), { recursive: true });
      return true;
    };
    await expect(replaceFile(path, 'one', { allowed, durable: true })).rejects.toThrow(
      /EISDIR|ENOTEMPTY|EEXIST/,
    );
    expect(readdirSync(folder)).toEqual(['file']);
    expect(existsSync(join(path, 'in the way'))).toBe(true);
  });
});
