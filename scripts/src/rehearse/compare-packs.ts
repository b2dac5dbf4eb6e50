import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Run } from './commands.ts';

/** The SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** What is in the files of a folder, by their paths in it. */
async function hashFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.map(async (file) => [relative(folder, file), await hashFile(file)] as const);
  return new Map(await Promise.all(hashes));
}

/** In what two packs differ: a line for each file, or for the archives if the files are the same. None if in nothing. */
export async function comparePacks(run: Run, first: string, second: string): Promise<string[]> {
  if ((await hashFile(first)) === (await hashFile(second))) return [];
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-packs-'));
  try {
    const tar = (...args: string[]): Promise<string> =>
      run('tar', args, { cwd: folder, env: { ...process.env, TZ: 'UTC' } });
    const unpack = async (tarball: string, name: string): Promise<Map<string, string>> => {
      await mkdir(join(folder, name));
      await tar('-xzf', tarball, '-C', name);
      return hashFolder(join(folder, name));
    };
    const [one, other] = await Promise.all([unpack(first, 'first'), unpack(second, 'second')]);
    const differing = differingFiles(one, other);
    if (differing.length > 0) return differing;
    const [list, otherList] = await Promise.all([tar('-tvzf', first), tar('-tvzf', second)]);
    return differingLines(list, otherList);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A line for each file that is in one of them alone, or is not the same in both. */
function differingFiles(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const all = [...new Set([...one.keys(), ...other.keys()])].sort();
  return all.flatMap((file) => {
    if (one.get(file) === other.get(file)) return [];
    if (!other.has(file)) return [`${file} is in the first one only`];
    return [one.has(file) ? `${file} differs` : `${file} is in the second one only`];
  });
}

/** The listings of two archives with the same files: order, modes and times. */
function differingLines(list: string, other: string): string[] {
  const [lines, others] = [list.trimEnd().split('\n'), other.trimEnd().split('\n')];
  const differing = lines.flatMap((line, index) =>
    line === others[index] ? [] : [`listed as "${line}" and as "${others[index] ?? ''}"`],
  );
  return differing.length > 0
    ? differing
    : ['the files and their listing are the same; the compression differs'];
}
