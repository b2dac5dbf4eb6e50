import { setTimeout as pause } from 'node:timers/promises';
import type { RedisServer } from '../../../../packages/redis/test/server/redis-server.ts';
import { start } from '../../../faults/store/file-processes.ts';
import { isWhole, recordOf } from '../../../faults/store/file-record.ts';
import { tokensAt } from './tokens-at.ts';

export interface KillOptions {
  /** At how many points to kill: each renewal that a kill interrupts is at one of its own. */
  points: number;
  /** How many processes at a time. @default 3 */
  atOnce?: number;
  /** Dice for the moment of each kill. @default Math.random */
  random?: () => number;
}

/** What killing has left behind. All but the first four must be 0. */
export interface KillFigures {
  points: number;
  kills: number;
  /** Writes that were acknowledged. */
  writes: number;
  /** Turns that a kill has interrupted: they were still held. */
  holding: number;
  /** Records that are neither the old one nor the new one. */
  torn: number;
  /** Acknowledged writes that are gone. */
  lost: number;
  /** Keys that do not expire within their time, so that others would wait longer, or for ever. */
  endless: number;
  /** Writes that were refused to whoever took the turn over, though nobody else was there. */
  refused: number;
}

/** Accounts that each process renews at a time, for ever: each kill hits all of them, each somewhere in its renewal. */
const accounts = 8;
/** A renewal takes a few milliseconds. */
const longestMs = 12;
const turnMs = 100;
const longestTtlMs = [
  [':turn:', turnMs],
  [':waiting:', 2 * turnMs],
  [':token:', 180 * 24 * 3_600_000],
] as const;

/** Kills processes that renew tokens at random moments, with SIGKILL, and looks at what is on the server then. */
export async function killHolders(
  server: RedisServer,
  program: string,
  { points, atOnce = 3, random = Math.random }: KillOptions,
): Promise<KillFigures> {
  const figures: KillFigures = {
    points: 0,
    kills: 0,
    writes: 0,
    holding: 0,
    torn: 0,
    lost: 0,
    endless: 0,
    refused: 0,
  };
  const { store, close } = tokensAt(server.port, { turnMs });

  /** Looks at an account of a process that is dead. Whoever comes next takes the turn over, and goes on where it was. */
  const examine = async (name: string, lines: readonly string[]): Promise<void> => {
    const written = lines.map((line) => line.split(' ')).filter(([account]) => account === name);
    figures.writes += written.length;
    for (const key of await keysOf(server, name)) {
      const longest = longestTtlMs.find(([kind]) => key.includes(kind))?.[1] ?? 0;
      const left = Number(await server.command('PTTL', key));
      if (left === -1 || left > longest) figures.endless += 1;
      if (key.includes(':turn:') && left > 0) figures.holding += 1;
    }
    await store.exclusive(name, async () => {
      const record = await store.read(name);
      if (record === undefined ? written.length > 0 : !isWhole(record)) figures.torn += 1;
      const generation = record?.generation ?? 0;
      if (generation < Number(written.at(-1)?.[2] ?? 0)) figures.lost += 1;
      if (!(await store.write(name, recordOf(generation + 1)))) figures.refused += 1;
    });
  };

  const killOne = async (names: readonly string[]): Promise<void> => {
    const { child, lines, nextLine, ended } = start(program, [
      'write',
      `${server.port}`,
      `${turnMs}`,
      ...names,
    ]);
    await nextLine();
    await pause(random() * longestMs);
    child.kill('SIGKILL');
    await ended;
    figures.kills += 1;
    figures.points += names.length;
    await Promise.all(names.map((name) => examine(name, lines)));
  };

  const killSome = async (_none: unknown, worker: number): Promise<void> => {
    const names = Array.from({ length: accounts }, (_each, index) => `${worker}k${index}`);
    for (let point = worker * accounts; point < points; point += atOnce * accounts) await killOne(names);
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, killSome));
  } finally {
    close();
  }
  return figures;
}

async function keysOf(server: RedisServer, account: string): Promise<string[]> {
  const found = await server.command('KEYS', `*:${account}`);
  return Array.isArray(found) ? found.map(String) : [];
}
