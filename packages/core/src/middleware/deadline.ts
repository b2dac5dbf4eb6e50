import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import type { OpenCalls } from '../call/open-calls.ts';
import { openCalls } from '../call/open-calls.ts';
import { adviceOn } from '../errors/advice.ts';
import { InputError } from '../errors/input-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import { limited } from '../time/limited.ts';
import type { Stopper } from '../time/stopper.ts';
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
  return (request, call, next) => {
    const ms = call.deadline ?? defaultMs;
    const signal = call.signal ?? request.stop;
    if (signal?.aborted) throw signal.reason;
    if (ms !== undefined && !(ms > 0)) throw noDeadline(call);
    const enter = (stopper: Stopper): (() => void) => calls.enter(call, stopper);
    const late = (): TimeoutError => overdue(call, ms ?? 0);
    if (ms !== undefined) call.endsAt = clock.mono() + ms;
    return limited({ signal, ms, clock, late, enter }, (stopper) => next(request.withSignal(stopper)));
  };
}

function noDeadline(call: Call): InputError {
  return new InputError(
    `${nameOf(call)}: deadline must be a number of milliseconds above 0.`,
    detailsOf(call),
  );
}

function overdue(call: Call, timeoutMs: number): TimeoutError {
  return new TimeoutError(
    `${nameOf(call)}: not done within its deadline of ${timeoutMs} ms. ${adviceOn(call)}`,
    { ...detailsOf(call), timeoutMs },
  );
}
