import { budgetKey } from '../budget/budget-key.ts';
import type { BudgetStore, Settlement } from '../budget/budget-store.ts';
import { memoryBudgets } from '../budget/memory-budgets.ts';
import type { LineOptions } from '../budget/waiting-line.ts';
import { WaitingLine } from '../budget/waiting-line.ts';
import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import { isApiError } from '../errors/api-error.ts';
import { InputError } from '../errors/input-error.ts';
import { isKind } from '../errors/is-kind.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { StoreError } from '../errors/store-error.ts';
import type { Observers } from '../hooks/observer.ts';
import { observe } from '../hooks/observer.ts';
import { ownOf } from '../input/own.ts';
import { lastMoment } from '../reply/retry-after.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import type { Middleware } from './compose.ts';

/** A token that takes longer has not been at hand: much can have changed. */
const slowTokenMs = 100;

export interface PaceOptions extends Observers {
  /**
   * Where the budgets are kept. Clients for the same Zoho user should share one, and name the user.
   * @default in memory, for this client alone
   */
  store?: BudgetStore | undefined;
  /** Who calls, as the store is to know them: any text that is the same for one user and different for two. */
  user?: string | undefined;
  /**
   * Milliseconds that one attempt may take; the same as for `receive`. A call without a reply may have arrived that late.
   * @default 30000
   */
  attemptTimeout?: number | undefined;
  clock?: Clock | undefined;
}

/**
 * Keeps within the limits of the service, so that it never locks the user out. Each call takes a slot of its operation's
 * budget and holds it until a window after the reply: however long the calls take on their way, no more than the limit
 * arrive within one window. Who finds no slot waits, first come first served; a call whose deadline is nearer than its
 * turn is refused at once, as RateLimitError with `retryAt` and `heldBack`. After a throttle nothing is sent until the
 * lock ends; and if it came although the limit was kept, fewer calls are sent in future.
 *
 * Throws StoreError when the store cannot be used: nothing is sent then.
 */
export function pace(given: PaceOptions = {}): Middleware {
  const options = ownOf(given);
  const { clock = systemClock, attemptTimeout = 30_000, user = '' } = options;
  if (options.store && typeof options.user !== 'string') {
    throw new InputError('pace.user is needed with pace.store: it tells the users of a shared store apart.');
  }
  const { store = memoryBudgets({ clock }) } = options;
  const observer = observe(options);
  const shared: LineOptions = {
    store,
    clock,
    tooLate: (call, reason, waitMs) =>
      reason === 'store' ? storeTooLate(call, waitMs, clock) : tooLate(call, waitMs, clock),
    storeFailed,
    warn: observer.warn,
    waits: observer.hearsWaits
      ? (call, reason, waitMs, position) => {
          const until = dateIn(waitMs, clock);
          observer.wait({ operation: detailsOf(call).operation, reason, until, waitMs, position });
        }
      : undefined,
  };
  /** Those in use: a process can have very many users. */
  let lines: readonly WaitingLine[] = [];

  const lineOf = ({ bucket, limit, windowMs }: NonNullable<Call['operation']>): WaitingLine => {
    for (const known of lines) if (known.bucket === bucket) return known;
    // For the token, and for the attempt.
    const limits = { limit, windowMs, leaseMs: 2 * attemptTimeout + windowMs };
    const line = new WaitingLine(bucket, budgetKey(user, bucket), limits, shared);
    lines = [...lines, line];
    return line;
  };

  return async (request, call, next) => {
    const { operation } = call;
    if (operation === undefined) return next(request); // Of an unknown URL no limit is known.
    call.paced = true;
    for (let mayTurnBack = true; ; mayTurnBack = false) {
      const line = lineOf(operation);
      const entered = line.enter(call, request.stop);
      const slot = typeof entered === 'string' ? entered : await entered;
      const heldSince = clock.mono();
      const attemptsBefore = call.attempts;
      let leftAt = heldSince;
      call.beforeLeaving = () => {
        leftAt = clock.mono();
        // The store may know of a lock that this line does not. A source that is always slow goes all the same.
        const tooSlow = mayTurnBack && leftAt - heldSince > slowTokenMs;
        if (line.locked || tooSlow) throw new TurnedBack();
      };
      const leave = (settlement: Settlement): void => {
        line.leave(slot, settlement);
        if (line.idle) lines = lines.filter((each) => each !== line);
      };
      try {
        if (request.stop?.aborted) throw request.stop.reason;
        const response = await next(request);
        leave({ freeInMs: operation.windowMs, passed: true });
        return response;
      } catch (error) {
        if (call.attempts === attemptsBefore || neverLeft(error)) leave({ freeInMs: 0 });
        else if (hadReply(error)) {
          const lockedMs = isKind(error, 'RateLimitError') ? error.retryAfterMs : undefined;
          // A refused token may have been refused before the limit was looked at.
          const passed = isKind(error, 'AuthError') ? undefined : lockedMs === undefined;
          leave({ freeInMs: operation.windowMs, passed, lockedMs });
        } else leave({ freeInMs: leftAt + attemptTimeout + operation.windowMs - clock.mono() });
        if (!(error instanceof TurnedBack)) throw error;
      }
    }
  };
}

/** The token took a while: a lock may be there by now, or the slot was held for too long. Nothing was sent. */
class TurnedBack extends Error {}

function neverLeft(error: unknown): boolean {
  return isKind(error, 'ConnectionError') && error.phase === 'connect';
}

function hadReply(error: unknown): boolean {
  return (
    isApiError(error) ||
    isKind(error, 'AuthError') ||
    isKind(error, 'ResponseError') ||
    (isKind(error, 'ConnectionError') && error.phase === 'body')
  );
}

/** A service may name a moment that no Date can hold once the clock has gone on. */
function dateIn(ms: number, clock: Clock): Date {
  return new Date(Math.min(clock.wall() + ms, lastMoment));
}

function tooLate(call: Call, waitMs: number, clock: Clock): RateLimitError {
  const retryAt = dateIn(waitMs, clock);
  return new RateLimitError(
    `${nameOf(call)}: kept back, for its turn comes after its deadline. The limit is ${call.operation?.limit} calls per user in ${(call.operation?.windowMs ?? 0) / 1000} s. Call again at ${retryAt.toISOString()}, or give it a longer deadline.`,
    {
      ...detailsOf(call),
      status: 429,
      retryAt,
      retryAfterMs: waitMs,
      heldBack: true,
    },
  );
}

function storeFailed(call: Call, advice: string): StoreError {
  return new StoreError(
    `${nameOf(call)}: the store of the rate budgets (pace.store) failed or did not answer, so nothing was sent. ${advice || 'Check that it can be reached.'}`,
    { ...detailsOf(call), retryable: true },
  );
}

function storeTooLate(call: Call, waitMs: number, clock: Clock): StoreError {
  return new StoreError(
    `${nameOf(call)}: the store of the rate budgets (pace.store) cannot be used at present, and the deadline comes before it is asked again, so nothing was sent. Call again at ${dateIn(waitMs, clock).toISOString()}, or give it a longer deadline.`,
    { ...detailsOf(call), retryable: true },
  );
}
