import type { Clock } from '@cliqkit/core';
import type { Script, Scripts } from '../clients/scripts.ts';
import { strangeAnswer } from '../clients/strange-answer.ts';
import { inTime } from '../in-time.ts';
import { releaseTurn } from '../lua/release-turn.ts';
import { renewTurn } from '../lua/renew-turn.ts';
import { takeTurn } from '../lua/take-turn.ts';
import type { Signals } from '../signals/signals.ts';
import { makeBell } from './bell.ts';
import { holdTurn } from './hold-turn.ts';

export interface TurnOptions {
  scripts: Scripts;
  signals: Signals;
  /** Where messages to this process go. */
  channel: string;
  /** Milliseconds that others wait for a holder that shows no life. */
  turnMs: number;
  /** Milliseconds that the server may take to answer. */
  timeoutMs: number;
  clock: Clock;
  /** From 0 to 1, for pauses. */
  random(): number;
}

/** How long to wait before looking again where no messages come. It doubles with each look, up to the longest, and varies by half. */
const [firstPauseMs, longestPauseMs] = [50, 1_000];

/**
 * Waits for the turn of an account among all processes, and holds it, renewed, until the returned function is called.
 * Whoever has to wait sleeps until the holder gives the turn back, which it is told by a message, or until the holder's time
 * is over. Only until messages begin to arrive, or where they never do, it looks now and then: after 50 ms at first, once in
 * a second at last.
 *
 * A holder that was stopped may go on after its turn. The turn cannot keep it from writing; the generation of the record does.
 *
 * @throws StoreProblem when the server refuses to answer, or does not in time.
 */
export async function turnOf(
  keys: { readonly turn: string; readonly waiting: string },
  { scripts, signals, channel, turnMs, timeoutMs, clock, random }: TurnOptions,
): Promise<() => Promise<void>> {
  const owner = crypto.randomUUID(); // Of this one holding, not of the process.
  const both = [keys.turn, keys.waiting];
  const inTurn = (script: Script, ...args: (string | number)[]): Promise<unknown> =>
    scripts.run(script, both, [owner, ...args]);
  const giveBack = (): Promise<unknown> => inTurn(releaseTurn, keys.turn);

  /** How many milliseconds the holder has left; 0 when it is this process. */
  const ask = async (wakeAt: string): Promise<number> => {
    const asking = inTurn(takeTurn, turnMs, wakeAt);
    try {
      const answer = await inTime(asking, timeoutMs, clock);
      if (answer === 'taken') return 0;
      const leftMs = Number(answer);
      if (leftMs > 0) return leftMs;
      throw strangeAnswer();
    } catch (error) {
      // It may have been carried out, or will be: then nobody would hold the turn, and all wait for its end.
      void asking
        .catch(() => undefined)
        .then(giveBack)
        .catch(() => undefined);
      throw error;
    }
  };

  const wait = async (): Promise<void> => {
    const bell = makeBell(clock);
    const ignore = signals.on(keys.turn, bell.ring);
    try {
      for (let look = 0; ; look += 1) {
        // Asks once more when it listens: what the holder has told before went past.
        const leftMs = await ask(channel);
        if (leftMs === 0) return;
        const pauseMs = Math.min(firstPauseMs * 2 ** look, longestPauseMs) * (0.5 + random());
        await bell.sleep(Math.min(leftMs + 1, turnMs, bell.heard ? turnMs : pauseMs));
      }
    } finally {
      ignore();
    }
  };

  if ((await ask('')) > 0) await wait();
  return holdTurn({ renew: () => inTurn(renewTurn, turnMs), giveBack }, { turnMs, timeoutMs, clock });
}
