import type { Call } from '../call/call.ts';
import { detailsOf, nameOf, outcomeOf } from '../call/call.ts';
import type { OpenCalls } from '../call/open-calls.ts';
import { openCalls } from '../call/open-calls.ts';
import { adviceOn } from '../errors/advice.ts';
import { InputError } from '../errors/input-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import { onAbort } from '../time/on-abort.ts';
import type { Middleware } from './compose.ts';

export interface DeadlineOptions {
  /**
   * Milliseconds for a whole call, when the call itself does not say.
   * @default no limit; each attempt still has its own
   */
  deadline?: number | undefined;
  clock?: Clock | undefined;
}

/**
 * One time budget over a whole call: waiting, all attempts, and the last byte of the reply. An abort of the caller or
 * the end of the budget ends the call in the same tick, whatever the inner middleware is doing. What would wait longer
 * than the budget (a lock, a full limit, a backoff) is given up at once.
 *
 * Throws TimeoutError when the time is up, InputError for a deadline that is none; rejects with the signal's reason when it aborts.
 */
export function deadline(options: DeadlineOptions = {}): Middleware {
  return endable(options, openCalls());
}

/** As `deadline`, for calls that can be ended together. */
export function endable(
  { deadline: defaultMs, clock = systemClock }: DeadlineOptions,
  calls: OpenCalls,
): Middleware {
  return (request, call, next) =>
    new Promise<Response>((resolve, reject) => {
      const caller = call.signal ?? request.signal;
      if (caller?.aborted) return reject(caller.reason);
      const budgetMs = call.deadline ?? defaultMs;
      if (budgetMs !== undefined && !(budgetMs > 0)) return reject(noDeadline(call));
      const stopper = new AbortController();
      const stop = (reason: unknown): void => {
        release();
        reject(reason);
        stopper.abort(reason);
      };
      const leave = calls.enter(call, stop); // One that throws rejects.
      if (budgetMs !== undefined) call.endsAt = clock.mono() + budgetMs;
      const cancelTimer =
        budgetMs === undefined ? undefined : clock.timer(budgetMs, () => stop(overdue(call, budgetMs)));
      const release = (): void => {
        leave();
        cancelTimer?.();
        unlisten?.();
      };
      const unlisten = caller && onAbort(caller, () => stop(caller.reason));
      next(request.withSignal(stopper.signal)).then(resolve, reject).finally(release);
    });
}

function noDeadline(call: Call): InputError {
  return new InputError(
    `${nameOf(call)}: deadline must be a number of milliseconds above 0.`,
    detailsOf(call),
  );
}

function overdue(call: Call, timeoutMs: number): TimeoutError {
  const outcome = outcomeOf(call);
  return new TimeoutError(
    `${nameOf(call)}: not done within its deadline of ${timeoutMs} ms. ${adviceOn(outcome)}`,
    { ...detailsOf(call), outcome, timeoutMs },
  );
}
