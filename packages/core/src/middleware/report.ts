import { detailsOf } from '../call/call.ts';
import type { Observers } from '../hooks/observer.ts';
import { observe } from '../hooks/observer.ts';
import { summarize } from '../hooks/summarize.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import type { Middleware } from './compose.ts';

export interface ReportOptions extends Observers {
  clock?: Clock | undefined;
}

/** Tells `onAttempt` and the logger of every request that is sent. Stands between `authorize` and `receive`. */
export function report({ clock = systemClock, ...observers }: ReportOptions = {}): Middleware {
  const observer = observe(observers);
  if (!observer.hearsAttempts) return (request, _call, next) => next(request);
  return async (request, call, next) => {
    const since = clock.mono();
    const { operation } = detailsOf(call);
    const done = (): { operation: typeof operation; attempt: number; durationMs: number } => ({
      operation,
      attempt: call.attempts,
      durationMs: clock.mono() - since,
    });
    try {
      const response = await next(request);
      observer.attempt({ ...done(), status: response.status, failure: undefined });
      return response;
    } catch (error) {
      observer.attempt({ ...done(), status: undefined, failure: summarize(error, call) });
      throw error;
    }
  };
}
