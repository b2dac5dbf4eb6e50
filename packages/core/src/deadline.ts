import { detailsOf, nameOf, outcomeOf } from './call.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Middleware } from './compose.ts';
import { TimeoutError } from './errors/timeout-error.ts';

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
 * the end of the budget ends the call in the same tick, whatever the inner middleware is doing.
 *
 * Throws TimeoutError when the time is up; rejects with the signal's reason when it aborts.
 */
export function deadline({ deadline: defaultMs, clock = systemClock }: DeadlineOptions = {}): Middleware {
  return (request, call, next) =>
    new Promise<Response>((resolve, reject) => {
      const caller = call.signal ?? request.signal;
      if (caller?.aborted) return reject(caller.reason);
      const budgetMs = call.deadline ?? defaultMs;
      const stopper = new AbortController();
      const stop = (reason: unknown): void => {
        release();
        reject(reason);
        stopper.abort(reason);
      };
      const onAbort = (): void => stop(caller?.reason);
      const onTimeout = (): void => stop(timeout(budgetMs ?? 0));
      const timeout = (timeoutMs: number): TimeoutError =>
        new TimeoutError(
          `${nameOf(call)}: not done within its deadline of ${timeoutMs} ms.${adviceFor(outcomeOf(call))}`,
          {
            ...detailsOf(call),
            outcome: outcomeOf(call),
            timeoutMs,
          },
        );
      const cancelTimer = budgetMs === undefined ? undefined : clock.timer(budgetMs, onTimeout);
      const release = (): void => {
        cancelTimer?.();
        caller?.removeEventListener('abort', onAbort);
      };
      caller?.addEventListener('abort', onAbort, { once: true });
      next(request.withSignal(stopper.signal)).then(resolve, reject).finally(release);
    });
}

function adviceFor(outcome: 'notApplied' | 'unknown'): string {
  return outcome === 'unknown'
    ? ' The service may have done it: look before you repeat it.'
    : ' Nothing was changed.';
}
