import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { TokenRecord, TokenStore } from 'cliqkit';

/**
 * The least that a store in a folder can be, for processes of one machine: a file for each account, and a folder that is
 * there while one of them has the turn. A process that dies in its turn leaves the folder, with its number in it.
 */
export function fileStore(folder: string): TokenStore {
  const fileOf = (key: string): string => join(folder, `${key}.json`);
  const read = async (key: string): Promise<TokenRecord | undefined> => {
    const text = await readFile(fileOf(key), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    read,
    async write(key, record) {
      const stored = await read(key);
      if (stored && record.generation !== stored.generation + 1) return false;
      const draft = join(folder, `${key}.${process.pid}`);
      await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
      await rename(draft, fileOf(key));
      return true;
    },
    async exclusive(key, run) {
      const turn = join(folder, `${key}.turn`);
      while (!(await begins(turn))) await setTimeout(2);
      try {
        return await run();
      } finally {
        await rm(turn, { recursive: true, force: true });
      }
    },
  };
}

async function begins(turn: string): Promise<boolean> {
  const holder = join(turn, 'holder');
  try {
    await mkdir(turn);
    await writeFile(holder, String(process.pid));
    return true;
  } catch {
    const pid = Number(await readFile(holder, 'utf8').catch(() => ''));
    if (pid > 0 && !isAlive(pid)) await rm(turn, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
