import { setTimeout as pause } from 'node:timers/promises';
import type { RedisServer } from '../../../../packages/redis/test/server/redis-server.ts';
import { until } from '../../../../packages/redis/test/server/until.ts';
import { start } from '../../../faults/store/file-processes.ts';
import { isWhole, recordOf } from '../../../faults/store/file-record.ts';
import { tokensAt } from './tokens-at.ts';

export interface StopOptions {
  /** How many turns to stop the holder of. */
  trials: number;
  /** Dice for the moment of each stop. @default Math.random */
  random?: () => number;
}

/** What stopping has led to. The last three must be 0. */
export interface StopFigures {
  /** Turns whose holder was stopped beyond their end; somebody else took them over and wrote. */
  trials: number;
  /** Stale writes of those holders that were refused. Others had written before they were stopped. */
  refused: number;
  /** Writes that were acknowledged to one or the other. */
  writes: number;
  /** Writes that a stale one has overwritten: both were acknowledged. */
  overwritten: number;
  /** Acknowledged writes that are gone at the end. */
  lost: number;
  /** Records that are not whole. */
  torn: number;
}

/** The shortest that there is: each round waits for it. */
const turnMs = 100;
const longestMs = 15;
/** One process holds the turns of many accounts, so that one stop is many trials. */
const accounts = 30;

/** Stops a process that holds turns, at random moments and beyond their end; takes them over; and lets it go on. */
export async function stopHolders(
  server: RedisServer,
  program: string,
  { trials, random = Math.random }: StopOptions,
): Promise<StopFigures> {
  const names = Array.from({ length: accounts }, (_none, index) => `s${index}`);
  const own: string[] = [];
  const figures: StopFigures = { trials: 0, refused: 0, writes: 0, overwritten: 0, lost: 0, torn: 0 };
  const { store, close } = tokensAt(server.port, { turnMs });
  const { child, lines, nextLine, ended } = start(program, [
    'renew',
    `${server.port}`,
    `${turnMs}`,
    ...names,
  ]);

  const takeOver = (account: string): Promise<void> =>
    store.exclusive(account, async () => {
      const generation = ((await store.read(account))?.generation ?? 0) + 1;
      if (await store.write(account, recordOf(generation))) own.push(`${account} written ${generation}`);
    });

  try {
    await nextLine();
    while (figures.trials < trials) {
      await pause(random() * longestMs);
      child.kill('SIGSTOP');
      await pause(2); // What it had sent before arrives.
      const held = (await turnsHeld(server)).slice(0, trials - figures.trials);
      await Promise.all(held.map(takeOver));
      const said = lines.length;
      child.kill('SIGCONT');
      const goesOn = (account: string): boolean =>
        lines.slice(said).some((line) => line.startsWith(`${account} `));
      await until('the process goes on', () => held.every(goesOn));
      figures.trials += held.length;
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  const acknowledged = [...own, ...lines].filter((line) => line.includes(' written '));
  figures.refused = lines.length - lines.filter((line) => line.includes(' written ')).length;
  figures.writes = acknowledged.length;
  figures.overwritten = acknowledged.length - new Set(acknowledged).size;
  for (const account of names) {
    const record = await store.read(account);
    const mine = acknowledged.filter((line) => line.startsWith(`${account} `));
    const last = Math.max(0, ...mine.map((line) => Number(line.split(' ')[2])));
    if (record && !isWhole(record)) figures.torn += 1;
    if ((record?.generation ?? 0) < last) figures.lost += 1;
  }
  close();
  return figures;
}

/** The accounts whose turn somebody has. */
async function turnsHeld(server: RedisServer): Promise<string[]> {
  const found = await server.command('KEYS', '*:turn:*');
  return Array.isArray(found) ? found.map((key) => String(key).replace(/^.*:turn:/, '')) : [];
}
