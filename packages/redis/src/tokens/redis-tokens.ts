import type { Clock, TokenStore } from '@cliqkit/core';
import type { Script, Scripts } from '../clients/scripts.ts';
import { strangeAnswer } from '../clients/strange-answer.ts';
import { inTime } from '../in-time.ts';
import type { Keys } from '../keys.ts';
import { readRecord } from '../lua/read-record.ts';
import { writeRecord } from '../lua/write-record.ts';
import type { Signals } from '../signals/signals.ts';
import { channelOf } from '../signals/signals.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { recordIn, textOf } from './token-text.ts';
import { turnOf } from './turn.ts';

export interface RedisTokensOptions {
  scripts: Scripts;
  signals: Signals;
  keys: Keys;
  prefix: string;
  timeoutMs: number;
  turnMs: number;
  clock: Clock;
  /** Dice for pauses: from 0 to 1. @default Math.random */
  random?: (() => number) | undefined;
}

interface Refusal {
  readonly stored: unknown;
  readonly digest: string;
}

/**
 * How long a record is kept after its last write. Not only as long as its access token: the refresh token of
 * `authorizationCode` may be nowhere else, and a bot may rest for months. Accounts that are gone for good do end.
 */
const keptMs = 180 * 24 * 3_600_000;

/**
 * Keeps tokens in Redis or Valkey, for any number of processes. In plain text: `sealTokens` goes around it.
 *
 * A record is replaced by the one that follows it alone, whoever holds the turn; a flushed server begins to count anew. Turns
 * keep processes from asking for a token twice, and are given as long as the server answers: when it does not, `exclusive`
 * rejects, and core goes on without.
 */
export function redisTokens({
  scripts,
  signals,
  keys,
  prefix,
  timeoutMs,
  turnMs,
  clock,
  random = Math.random,
}: RedisTokensOptions): TokenStore {
  const turns = {
    scripts,
    signals,
    turnMs: Math.ceil(turnMs), // The server takes whole ones alone.
    timeoutMs,
    clock,
    random,
  };
  const inProcess = oneAtATime();
  const run = (script: Script, account: string, args: readonly (string | number)[] = []): Promise<unknown> =>
    inTime(scripts.run(script, [keys.token(account)], args), timeoutMs, clock);

  return {
    read: async (account) => recordIn(await run(readRecord, account)),

    async write(account, record) {
      const text = textOf(record, crypto.randomUUID());
      /** What is stored instead; undefined when it is written. */
      const write = async (replaces: string): Promise<Refusal | undefined> => {
        const answer = await run(writeRecord, account, [text, record.generation, keptMs, replaces]);
        const [outcome, stored, digest]: unknown[] = Array.isArray(answer) ? answer : [];
        if (outcome === 'written') return undefined;
        if (outcome !== 'refused' || typeof digest !== 'string') throw strangeAnswer();
        return { stored, digest };
      };
      const refusal = await write('');
      if (refusal === undefined) return true;
      if (recordIn(refusal.stored) !== undefined) return false;
      return (await write(refusal.digest)) === undefined; // Nobody can use what is there.
    },

    exclusive: (account, run) =>
      inProcess(account, async () => {
        const own = { turn: keys.turn(account), waiting: keys.waiting(account) };
        const release = await turnOf(own, { ...turns, channel: channelOf(prefix, signals.id) });
        try {
          return await run();
        } finally {
          await release();
        }
      }),
  };
}
