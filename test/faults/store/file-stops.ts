import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileTokens } from '@cliqkit/node';
import type { Workplace } from './file-processes.ts';
import { start } from './file-processes.ts';
import { recordOf } from './file-record.ts';

export interface StopOptions {
  rounds: number;
  /** Dice for the moment of each stop. @default Math.random */
  random?: () => number;
}

/** What stopping has led to. The last two must be 0. */
export interface StopFigures {
  rounds: number;
  /** Rounds in which the stopped process held the lock, which was taken over then. */
  holding: number;
  /** Rounds in which it was within a write. */
  writing: number;
  /** Writes that were acknowledged to one or the other. */
  writes: number;
  /** Writes that a stale one has overwritten: both were acknowledged. */
  overwritten: number;
  /** Acknowledged writes that are gone at the end. */
  lost: number;
}

/** The shortest that there is: each round waits for it. */
const leaseMs = 100;
const longestMs = 12;
const key = 'b0';

/** Stops a process that renews tokens, at random moments and for longer than its lease; writes; and lets it go on. */
export async function stopWriters(
  { path, program }: Workplace,
  { rounds, random = Math.random }: StopOptions,
): Promise<StopFigures> {
  const store = fileTokens({ path, leaseMs });
  const own: number[] = [];
  let [holding, writing] = [0, 0];
  const { child, lines, nextLine, ended } = start(program, ['renew', path, key, String(leaseMs)]);
  await nextLine();
  for (let round = 0; round < rounds; round += 1) {
    await pause(random() * longestMs);
    child.kill('SIGSTOP');
    if (readFileSync(join(path, `${key}.lock`), 'utf8').includes(`"pid":${child.pid},`)) holding += 1;
    if (readdirSync(path).some((name) => name.startsWith(`${key}.json.`))) writing += 1;
    await store.exclusive?.(key, async () => {
      const generation = ((await store.read(key))?.generation ?? 0) + 1;
      if (await store.write(key, recordOf(generation))) own.push(generation);
    });
    child.kill('SIGCONT');
    await nextLine();
  }
  child.kill('SIGKILL');
  await ended;
  const acknowledged = [...own, ...lines.map(Number)];
  const last = (await store.read(key))?.generation ?? 0;
  return {
    rounds,
    holding,
    writing,
    writes: acknowledged.length,
    overwritten: acknowledged.length - new Set(acknowledged).size,
    lost: acknowledged.filter((generation) => generation > last).length,
  };
}
