/** How long a lowered limit stands before a higher one is tried; doubles when that goes wrong. */
const firstStepMs = 15 * 60_000;
const longestStepMs = 24 * 60 * 60_000;

/**
 * What has been learned of a limit that turned out lower than documented: the service is stricter, or another process
 * calls for the same user. Times on the monotonic clock.
 */
export interface LearnedLimit {
  /** Calls in a window that are tried now. */
  readonly cap: number;
  /** The cap before the last step up: what to go back to. */
  readonly good: number;
  /** The lowest cap known to be too high. */
  readonly ceiling: number;
  readonly throttledAt: number;
  /** Whether a call has passed since the throttle. */
  readonly proven: boolean;
  readonly stepAt: number;
  readonly stepMs: number;
}

/**
 * After a throttle although the cap was kept. Halves the cap: two processes that know nothing of each other then fit in
 * one limit. A step up that went wrong is taken back instead, and the next one comes twice as late, so that the cap
 * settles. Throttles of one burst, and of a lock that lasts longer than expected, count once.
 */
export function learnFromThrottle(
  known: LearnedLimit | undefined,
  limit: number,
  sentAt: number,
  now: number,
): LearnedLimit {
  if (known && (sentAt <= known.throttledAt || !known.proven)) return { ...known, throttledAt: now };
  const cap = known?.cap ?? limit;
  const steppedUp = known !== undefined && known.good < cap;
  const stepMs = steppedUp ? Math.min(longestStepMs, known.stepMs * 2) : (known?.stepMs ?? firstStepMs);
  const lowered = steppedUp ? known.good : Math.max(1, Math.floor(cap / 2));
  return {
    cap: lowered,
    good: lowered,
    ceiling: cap,
    throttledAt: now,
    proven: false,
    stepAt: now + stepMs,
    stepMs,
  };
}

/** After a call that passed. */
export function learnFromSuccess(known: LearnedLimit, sentAt: number): LearnedLimit {
  return known.proven || sentAt <= known.throttledAt ? known : { ...known, proven: true };
}

/**
 * After some time: a step up, half the way to what is known to be too high; when nothing is left between the two, what
 * was learned may be out of date, and the way is open up to the documented limit. Undefined when that is reached.
 */
export function stepUp(known: LearnedLimit, limit: number, now: number): LearnedLimit | undefined {
  if (now < known.stepAt || !known.proven) return known;
  const ceiling = known.ceiling - known.cap > 1 ? known.ceiling : limit + 1;
  const cap = Math.max(known.cap + 1, Math.floor((known.cap + ceiling) / 2));
  if (cap >= limit && known.good >= limit - 1) return undefined;
  return { ...known, good: known.cap, ceiling, cap: Math.min(cap, limit), stepAt: now + known.stepMs };
}
