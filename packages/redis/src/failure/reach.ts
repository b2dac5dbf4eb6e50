import type { Clock } from '@cliqkit/core';

/** The first pause after a failure. Each failure in a row doubles it. */
export const firstPauseMs = 100;

export interface ReachOptions {
  readonly clock: Clock;
  /** Dice, from 0 up to 1: processes that lost the server together do not ask together. */
  readonly random: () => number;
  readonly longestPauseMs: number;
  /** The server has stopped answering. */
  onLoss(problem: unknown): void;
  /** It answers again where it did not. */
  onReturn(): void;
}

/** What a question says of the server: another one about what has failed before is worth more than a first one. */
type Attempt = 'first' | 'again';

/** Whether the server answers, as far as this process knows, and when it is worth another question. */
export interface Reach {
  /** Whether the last question that was put again had no answer. */
  readonly lost: boolean;
  /** Milliseconds until what has failed may be asked again: one question at a time, with growing pauses. */
  readonly pauseMs: number;
  /** When the last question that was answered had been put. On the monotonic clock. */
  readonly answeredAt: number;
  /** When the server came back last. On the monotonic clock. */
  readonly returnedAt: number;
  /** Puts a question, and learns from what becomes of it. Settles like the question. */
  put<T>(attempt: Attempt, question: () => T | Promise<T>): Promise<T>;
}

/**
 * A server that is lost to some keys can still answer others, as a cluster does that misses one of its servers. So a first
 * answer about something else does not count as its return.
 */
export function reachOf(options: ReachOptions): Reach {
  const { clock, random, longestPauseMs } = options;
  let failures = 0;
  let nextAt = 0;
  let probing = false;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let returnedAt = Number.NEGATIVE_INFINITY;
  /** Counts losses and returns: a question that was put before one of them says nothing about what came after it. */
  let round = 0;

  const failed = (attempt: Attempt, problem: unknown): void => {
    const isNew = failures === 0;
    if (!isNew && attempt === 'first') return;
    failures += 1;
    round += 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
    nextAt = clock.mono() + pauseMs * (0.5 + random() / 2);
    if (isNew) options.onLoss(problem);
  };

  const answered = (attempt: Attempt): void => {
    if (failures === 0 || attempt === 'first') return;
    failures = 0;
    round += 1;
    returnedAt = clock.mono();
    options.onReturn();
  };

  return {
    get lost() {
      return failures > 0;
    },
    get pauseMs() {
      if (failures === 0) return 0;
      return Math.max(probing ? firstPauseMs : 0, nextAt - clock.mono());
    },
    get answeredAt() {
      return answeredAt;
    },
    get returnedAt() {
      return returnedAt;
    },
    async put(attempt, question) {
      const since = clock.mono();
      const asked = round;
      const probes = attempt === 'again' && failures > 0 && !probing;
      if (probes) probing = true;
      try {
        const answer = await question();
        answeredAt = Math.max(answeredAt, since);
        if (asked === round) answered(attempt);
        return answer;
      } catch (problem) {
        if (asked === round) failed(attempt, problem);
        throw problem;
      } finally {
        if (probes) probing = false;
      }
    },
  };
}
