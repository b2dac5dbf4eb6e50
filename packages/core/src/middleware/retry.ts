import type { Call } from '../call/call.ts';
import { detailsOf, remainingOf } from '../call/call.ts';
import { isApiError } from '../errors/api-error.ts';
import { isKind } from '../errors/is-kind.ts';
import type { RetryEvent } from '../hooks/hooks.ts';
import type { Observers } from '../hooks/observer.ts';
import { observe } from '../hooks/observer.ts';
import { summarize } from '../hooks/summarize.ts';
import { ownOf } from '../input/own.ts';
import { backoff } from '../retry/backoff.ts';
import { retryBudget } from '../retry/retry-budget.ts';
import type { RetryClasses } from '../retry/why-repeat.ts';
import { classOf, whyRepeat } from '../retry/why-repeat.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import { wait } from '../time/wait.ts';
import type { Middleware } from './compose.ts';

export interface RetryOptions extends Observers {
  /**
   * How many times a call is sent at most when attempts fail. Attempts that were refused for their token, or throttled,
   * do not count: nothing was executed.
   * @default 4
   */
  maxAttempts?: number | undefined;
  /**
   * Retry classes of operations, in place of those of the specs: `never` for one that you do not want repeated.
   * @default {}
   */
  classes?: RetryClasses | undefined;
  clock?: Clock | undefined;
  /** Dice for the backoff, from 0 up to 1. @default Math.random */
  random?: (() => number) | undefined;
}

/** How many times a call is sent again after a throttle: a service that never lets it pass ends it at last. */
const mostThrottles = 10;

/**
 * Sends a call again when that can do no harm, by the retry class of its operation:
 * - a 401 once, if a new token can be had, and a throttle once its lock has ended: whatever the class;
 * - a broken connection, an attempt that took too long, a 500, 502, 503 or 504: reads, calls that set a state, and
 *   those that a `last_sync_time` guards; others only if the request never left.
 *
 * Waits in between: full jitter from 0.5 s up to 20 s, on top of what Retry-After asks for. Never past the deadline: then
 * the failure is thrown at once. Retries after failures are paid for by successes, so an outage is not multiplied.
 *
 * @example
 * compose(fetch, deadline(), retry(), pace(), authorize({ accessToken }), receive())
 */
export function retry(given: RetryOptions = {}): Middleware {
  const {
    maxAttempts = 4,
    classes = {},
    clock = systemClock,
    random = Math.random,
    ...observers
  } = ownOf(given);
  const observer = observe(observers);
  const budget = retryBudget();
  const most = { token: 1, throttled: mostThrottles, failure: maxAttempts - 1 };
  return async (request, call, next) => {
    const retryClass = classOf(call, request, classes);
    const count = { token: 0, throttled: 0, failure: 0 };
    for (;;) {
      try {
        const response = await next(request);
        budget.earn();
        return response;
      } catch (error) {
        if (request.stop?.aborted) throw error;
        const reason = whyRepeat(error, call, retryClass);
        if (reason === undefined || count[reason] >= most[reason]) throw error;
        const delayMs = delay(reason, call, error, count[reason], random);
        const lockMs = isKind(error, 'RateLimitError') ? error.retryAfterMs : 0;
        if (Math.max(delayMs, lockMs) >= remainingOf(call, clock)) throw error;
        if (reason === 'failure' && !budget.spend()) throw error;
        count[reason] += 1;
        const { operation, attempts: attempt } = detailsOf(call);
        observer.retry({ operation, attempt, reason, failure: summarize(error, call), delayMs });
        if (delayMs === 0) continue;
        const until = new Date(clock.wall() + delayMs);
        observer.wait({ operation, reason: 'backoff', until, waitMs: delayMs, position: undefined });
        await wait(delayMs, clock, request.stop);
      }
    }
  };
}

/** How long to wait here. With `pace` in the chain it is that which waits for a lock to end. */
function delay(
  reason: RetryEvent['reason'],
  call: Call,
  error: unknown,
  before: number,
  random: () => number,
): number {
  if (reason === 'token' || (reason === 'throttled' && call.paced)) return 0;
  const hintMs = isApiError(error) ? error.retryAfterMs : undefined;
  return backoff(before, random, hintMs);
}
