import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileTokens } from '@cliqkit/node';
import type { Workplace } from './file-processes.ts';
import { start } from './file-processes.ts';
import { isWhole } from './file-record.ts';

export interface KillOptions {
  kills: number;
  /** How many processes at a time. @default 3 */
  atOnce?: number;
  /** Dice for the moment of each kill. @default Math.random */
  random?: () => number;
}

/** What killing has left behind. All but the first three must be 0. */
export interface KillFigures {
  kills: number;
  /** Writes that were acknowledged. */
  writes: number;
  /** Writes that a kill has interrupted, for their temporary file was still there. */
  interrupted: number;
  /** Files that are neither the old record nor the new one. */
  torn: number;
  /** Acknowledged writes that are gone. */
  lost: number;
  /** Files that others could read. */
  loose: number;
  /** Temporary files that the next writes have not removed. */
  leftOver: number;
}

/** Accounts that each process writes at a time: each kill hits several writes at different points. */
const accounts = 3;
/** A write takes a few milliseconds. */
const longestMs = 12;

/** Kills processes that write tokens at random moments, with SIGKILL, and looks at what is in their files then. */
export async function killWriters(
  { path, program }: Workplace,
  { kills, atOnce = 3, random = Math.random }: KillOptions,
): Promise<KillFigures> {
  const figures: KillFigures = {
    kills: 0,
    writes: 0,
    interrupted: 0,
    torn: 0,
    lost: 0,
    loose: 0,
    leftOver: 0,
  };
  const store = fileTokens({ path });

  const killOne = async (keys: readonly string[]): Promise<void> => {
    const { child, lines, nextLine, ended } = start(program, ['write', path, ...keys]);
    await nextLine();
    await pause(random() * longestMs);
    child.kill('SIGKILL');
    await ended;
    figures.kills += 1;
    figures.writes += lines.length;
    const names = readdirSync(path).filter((name) => keys.some((key) => name.startsWith(key)));
    figures.interrupted += names.filter((name) => name.endsWith('.tmp')).length;
    figures.loose += names.filter((name) => (lstatSync(join(path, name)).mode & 0o777) !== 0o600).length;
    for (const key of keys) {
      const acknowledged = Math.max(0, ...lines.filter((line) => line.startsWith(`${key} `)).map(numberIn));
      const record = await store.read(key);
      if (record === undefined) figures.torn += names.includes(`${key}.json`) ? 1 : 0;
      else if (!isWhole(record) || !readFileSync(join(path, `${key}.json`), 'utf8').endsWith('}\n'))
        figures.torn += 1;
      if ((record?.generation ?? 0) < acknowledged) figures.lost += 1;
    }
  };

  const killSome = async (_none: unknown, worker: number): Promise<void> => {
    const keys = Array.from({ length: accounts }, (_each, index) => `${worker}a${index}`);
    for (let kill = worker; kill < kills; kill += atOnce) await killOne(keys);
    for (const key of keys) {
      const record = await store.read(key);
      if (record) await store.write(key, { ...record, generation: record.generation + 1 });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, killSome));
  figures.leftOver = readdirSync(path).filter((name) => name.endsWith('.tmp')).length;
  return figures;
}

function numberIn(line: string): number {
  return Number(line.split(' ').at(-1));
}
