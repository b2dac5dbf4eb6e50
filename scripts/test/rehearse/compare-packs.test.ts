import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparePacks } from '../../src/rehearse/compare-packs.ts';
import { runForTest, tempFolder } from './temp-folder.ts';

const noon = new Date('2026-11-22T12:00:00Z');

/** Packs files, all of one time. */
async function pack(
  folder: string,
  name: string,
  files: Record<string, string>,
  time = noon,
): Promise<string> {
  const root = join(folder, name, 'package');
  await mkdir(root, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(root, file), text);
    await utimes(join(root, file), time, time);
  }
  const tarball = join(folder, `${name}.tgz`);
  const paths = Object.keys(files).map((file) => `package/${file}`);
  await runForTest()('tar', ['-czf', tarball, ...paths], { cwd: join(folder, name), env: process.env });
  return tarball;
}

test('packs of the same files do not differ', async () => {
  const folder = await tempFolder();
  const files = { 'index.js': 'export {};', 'package.json': '{}' };
  const packs = [await pack(folder, 'one', files), await pack(folder, 'other', files)] as const;
  expect(await comparePacks(runForTest(), ...packs)).toEqual([]);
});

test('each file that differs is named', async () => {
  const folder = await tempFolder();
  const one = await pack(folder, 'one', { 'a.js': '1', 'b.js': '1', 'c.js': '1' });
  const other = await pack(folder, 'other', { 'b.js': '2', 'c.js': '1', 'd.js': '1' });
  expect(await comparePacks(runForTest(), one, other)).toEqual([
    'package/a.js is in the first one only',
    'package/b.js differs',
    'package/d.js is in the second one only',
  ]);
});

test('where only the times of the files differ, the listing says so', async () => {
  const folder = await tempFolder();
  const one = await pack(folder, 'one', { 'a.js': '1' });
  const other = await pack(folder, 'other', { 'a.js': '1' }, new Date('2026-11-23T12:00:00Z'));
  const [difference = '', ...others] = await comparePacks(runForTest(), one, other);
  expect(difference).toMatch(/^listed as ".*22.*package\/a\.js" and as ".*23.*package\/a\.js"$/);
  expect(others).toEqual([]);
});
