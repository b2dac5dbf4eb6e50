/** How long a lowered limit stands before a higher one is tried; doubles when that goes wrong. */
const firstStepMs = 15 * 60_000;
const longestStepMs = 24 * 60 * 60_000;
/** How many times as long as told a lock is kept at most, when the service refuses even the first calls after it. */
const mostLocks = 8;
/** What is so old, and not in use, is forgotten. */
const staleMs = 24 * 60 * 60_000;

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
  /** When the last throttle came. What was sent later belongs to a new round. */
  readonly throttledAt: number;
  /** When the last throttle of the round before that came. */
  readonly roundSince: number;
  /** Whether a call has passed since the throttle. */
  readonly proven: boolean;
  /** How many rounds have brought nothing but throttles. */
  readonly doubts: number;
  /** Until when a doubted lock is kept. */
  readonly lockedUntil: number;
  readonly stepAt: number;
  readonly stepMs: number;
}

/**
 * After a throttle although the cap was kept. Halves the cap: two processes that know nothing of each other then fit in
 * one limit. A step up that went wrong is taken back instead, and the next one comes twice as late, so that the cap
 * settles. Throttles of one burst count once.
 *
 * One in the first round after a lock says nothing of the cap, unless another call of that round passes: the service may
 * start the lock anew with each call into it, those of another process included. Then the lock is kept half as long
 * again, each time, or the processes would lock each other out for ever.
 */
export function learnFromThrottle(
  known: LearnedLimit | undefined,
  limit: number,
  sentAt: number,
  now: number,
  lockedMs: number,
): LearnedLimit {
  if (known === undefined) return lower(undefined, limit, now, now);
  if (sentAt <= known.throttledAt) return { ...known, throttledAt: now };
  if (known.proven) return lower(known, limit, now, now);
  const doubts = known.doubts + 1;
  const lockedUntil = now + lockedMs * Math.min(mostLocks, 1.5 ** doubts);
  return { ...known, roundSince: known.throttledAt, throttledAt: now, doubts, lockedUntil };
}

/** After a call that passed. */
export function learnFromSuccess(
  known: LearnedLimit,
  limit: number,
  sentAt: number,
  now: number,
): LearnedLimit {
  if (sentAt > known.throttledAt) return known.proven ? known : { ...known, proven: true, doubts: 0 };
  if (known.doubts === 0 || sentAt <= known.roundSince) return known;
  return lower(known, limit, known.throttledAt, now); // The lock had ended: it was the cap.
}

function lower(
  known: LearnedLimit | undefined,
  limit: number,
  throttledAt: number,
  now: number,
): LearnedLimit {
  const cap = known?.cap ?? limit;
  const steppedUp = known !== undefined && known.good < cap;
  const stepMs = steppedUp ? Math.min(longestStepMs, known.stepMs * 2) : (known?.stepMs ?? firstStepMs);
  const lowered = steppedUp ? known.good : Math.max(1, Math.floor(cap / 2));
  return {
    cap: lowered,
    good: lowered,
    ceiling: cap,
    throttledAt,
    roundSince: throttledAt,
    proven: false,
    doubts: 0,
    lockedUntil: throttledAt,
    stepAt: now + stepMs,
    stepMs,
  };
}

/**
 * After some time: a step up, half the way to what is known to be too high; when nothing is left between the two, what
 * was learned may be out of date, and the way is open up to the documented limit. Undefined when that has stood, too.
 */
export function stepUp(known: LearnedLimit, limit: number, now: number): LearnedLimit | undefined {
  if (now < known.stepAt || !known.proven) return known;
  if (known.cap >= limit) return undefined;
  const ceiling = known.ceiling - known.cap > 1 ? known.ceiling : limit + 1;
  const cap = Math.floor((known.cap + ceiling) / 2); // One more at least, and the limit at most.
  return { ...known, good: known.cap, ceiling, cap, stepAt: now + known.stepMs };
}

/** Whether nobody has called for so long that what was learned is worth nothing. */
export function isStale({ stepAt }: LearnedLimit, now: number): boolean {
  return now > stepAt + staleMs;
}
