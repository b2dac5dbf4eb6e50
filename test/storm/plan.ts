import type { Fault, Quirks } from '@cliqkit/emulator';
import type { OperationId } from 'cliqkit';
import type { Dice } from '../reliability/support/dice.ts';
import { drawOperations } from './calls/draw-call.ts';

/** Everything that a seed decides about a storm, except the calls themselves. */
export interface StormPlan {
  /** What is called. */
  readonly operations: readonly OperationId[];
  /** How many calls are under way at most. */
  readonly concurrency: number;
  /** How probable it is that a request meets a fault. */
  readonly faultRate: number;
  /** Longest time that a request, and that a reply, is on its way, in milliseconds. */
  readonly wayThereMs: number;
  readonly wayBackMs: number;
  /** Longest pause before a worker makes its next call. */
  readonly pauseMs: number;
  /** How many clients of the same user share the calls, the limits and the tokens. */
  readonly clients: number;
  /** What happens to the machine's clock, if anything. */
  readonly clockTrouble: 'none' | 'steps' | 'sleeps';
  /** When the clients are closed, if they are while calls are under way. */
  readonly closeAfterMs: number | undefined;
  readonly quirks: Partial<Quirks>;
}

const minute = 60_000;
/** What a client of a storm accepts of a reply: little, so that too much is cheap to make. */
export const mostReplyBytes = 65_536;

export function drawPlan(dice: Dice): StormPlan {
  // Never nothing: no two requests arrive in the same moment, which is how the journal tells them apart.
  const longestWay = dice.pick([0.01, 100, 1000, 2000]);
  const share = dice.between(0.1, 1);
  return {
    operations: drawOperations(dice),
    concurrency: dice.pick([1, 2, 4, 8, 16, 50]),
    faultRate: dice.pick([0, 0.05, 0.1, 0.2, 0.4]),
    wayThereMs: longestWay * share,
    wayBackMs: longestWay * (1 - share),
    pauseMs: dice.pick([0, 1000, 30_000, 30 * minute]),
    clients: dice.pick([1, 1, 1, 2]),
    clockTrouble: dice.pick(['none', 'none', 'steps', 'sleeps']),
    closeAfterMs: dice.chance(0.05) ? dice.between(0, 5 * minute) : undefined,
    quirks: drawQuirks(dice),
  };
}

/** A client has to be right in every position. Maxima are out of reach: refusals for them say nothing here. */
function drawQuirks(dice: Dice): Partial<Quirks> {
  return {
    checkOrder: dice.pick([
      ['auth', 'throttle', 'validation'],
      ['throttle', 'auth', 'validation'],
      ['auth', 'validation', 'throttle'],
    ]),
    throttleReply: dice.pick(['429', '400', 'nested']),
    retryAfter: dice.pick(['absent', 'present']),
    window: dice.pick(['rolling', 'fixed']),
    duringLock: dice.pick(['ignored', 'extend']),
    acknowledge: dice.pick(['204', '200']),
    noPrimary: dice.pick(['operation_failed', 'no-content', 'null']),
    primaryRemoved: dice.pick(['none', 'promote']),
    closedThread: dice.pick(['operation_failed', 'operation_not_allowed']),
    syncGrain: dice.pick(['milliseconds', 'seconds']),
    tokenThrottleStatus: dice.pick([400, 200]),
    tokenThrottleEnds: dice.pick(['quiet', 'window']),
    expiresIn: dice.pick(['seconds', 'legacy']),
    tokenScope: dice.pick(['absent', 'present']),
    maxFolders: 1000,
    maxPinnedMessages: 1000,
  };
}

/** What a request can meet: before it is carried out, after it, and instead of it. */
export const stormFaults: readonly Fault[] = [
  'refuse-connect',
  'reset-before-read',
  'stall',
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': '2' } },
  'html',
  { kind: 'html', status: 200 },
  'redirect',
  { kind: 'throttle', dialect: '429' },
  { kind: 'throttle', dialect: '400' },
  'expire-token',
  'commit-then-reset',
  'commit-then-stall',
  'commit-then-truncate',
  'reset-mid-reply',
  { kind: 'drip', ms: 500 },
  { kind: 'oversize', bytes: mostReplyBytes + 1 },
];
