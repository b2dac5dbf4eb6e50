import type { Clock } from '@cliqkit/core';
import { systemClock } from '@cliqkit/core';
import type { RedisOptions, RedisTokenOptions } from './options.ts';

type Given = RedisOptions & Partial<RedisTokenOptions>;

/** The options, with their defaults. */
export interface CheckedOptions extends Pick<Given, 'logger' | 'subscriber' | 'previousTokenKeys'> {
  readonly tokenKey: RedisTokenOptions['tokenKey'] | undefined;
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly coldStart: 'wait' | 'go';
  readonly whenUnreachable: 'fail' | 'wait' | 'local';
  /** How many processes share a user, for 'local'. */
  readonly processes: number;
  readonly turnMs: number;
  readonly clock: Clock;
}

/** Core gives a store up after five seconds, and must hear of it before. */
const longestTimeoutMs = 4_000;

/** @throws TypeError for one that cannot be right. */
export function checkOptions(given: Given): CheckedOptions {
  // A copy without a prototype: what is not given is not there, even when `Object.prototype` is polluted.
  const options: Given = Object.assign(Object.create(null), given);
  const { prefix = 'cliqkit', timeoutMs = 3_000, coldStart = 'wait', turnMs = 10_000 } = options;
  const { whenUnreachable = 'fail', processes = 1, clock = systemClock } = options;
  const rules: readonly (readonly [holds: boolean, rule: string])[] = [
    [isText(prefix), 'prefix must be of letters, digits, ".", "_", "-" and ":"'],
    [
      isWithin(timeoutMs, 10, longestTimeoutMs),
      `timeoutMs must be from 10 to ${longestTimeoutMs} milliseconds`,
    ],
    [['wait', 'go'].includes(coldStart), "coldStart must be 'wait' or 'go'"],
    [isWithin(turnMs, 100, Number.MAX_SAFE_INTEGER), 'turnMs must be at least 100 milliseconds'],
    [
      ['fail', 'wait', 'local'].includes(whenUnreachable),
      "whenUnreachable must be 'fail', 'wait' or 'local'",
    ],
    [
      whenUnreachable !== 'local' || (Number.isSafeInteger(options.processes) && processes >= 1),
      "whenUnreachable: 'local' needs processes: how many share a user at most",
    ],
  ];
  for (const [holds, rule] of rules) if (!holds) throw new TypeError(`@cliqkit/redis: ${rule}.`);
  const { logger, subscriber, tokenKey, previousTokenKeys } = options;
  return {
    ...{ logger, subscriber, tokenKey, previousTokenKeys },
    ...{ prefix, timeoutMs, coldStart, whenUnreachable, processes, turnMs, clock },
  };
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.:-]+$/.test(value);
}
