import type { BudgetLimits, BudgetStore, NoSlot, Slot } from '@cliqkit/core';
import { memoryBudgets } from '@cliqkit/core';
import { ForgetfulMap } from './forgetful-map.ts';
import { heldBack } from './held-back.ts';
import { firstPauseMs } from './reach.ts';
import type { LinkOptions } from './server-link.ts';
import { serverLink } from './server-link.ts';
import type { SharedBudgets } from './shared-budgets.ts';

/** Shorter than where calls only wait: what is sent before it is known that the server is back, the server does not know of. */
const longestPauseMs = 2_000;
/** So much of a window is for calls that are on their way, and for the return of the server to be known. The scripts agree. */
const gracesInWindow = 12;
/** After that, a key that nobody has asked for has no own call in a window any more. */
const forgetAfterMs = 10 * 60_000;
/** Slots of the process's own budget. Those of the server never begin so. */
const ownSlot = 'own:';

export interface ShareOptions extends Omit<LinkOptions, 'longestPauseMs' | 'meanwhile'> {
  /** How many processes share a user at most. */
  readonly processes: number;
}

/** A budget while the server does not answer for it. Times on the monotonic clock. */
interface Outage {
  /** When the server had answered last: others may have called without it ever since. */
  readonly answeredAt: number;
  /** When it had come back last. */
  readonly returnedAt: number;
  /** When the process may begin to call without the server. */
  readonly ownFrom: number;
  /** When it was last asked for. */
  askedAt: number;
  hasOwnCalls: boolean;
}

/**
 * While the server is away, each process goes on with its share of the limit: the limit divided by the number of processes,
 * rounded down, and at least one call. At first it sends nothing for a window and a twelfth (65 s of a minute), for what the
 * server gave out before counts that long. A lock that it met or heard of stands, and the server is told of it. When the
 * server is back, the share is over as soon as that is known, within two seconds and the timeout; the server gives nothing out
 * for a window and a twelfth, for it does not know what was sent.
 *
 * So the limit holds when all processes lose the server and find it again together. It can be passed
 * - when only some lose it: their shares come on top of what the server gives to the others;
 * - when it is back for less than two seconds and the timeout, and lost again: some have found it then, and others not;
 * - when there are more processes than the limit has calls, or more than was said: everybody has at least one call;
 * - by a process that did not call while the server was away, and is the first to ask when it is back: in the seconds
 *   until one of the others tells the server of their calls;
 * - by calls that take longer than a twelfth of a window from their slot to the service, at the beginning and the end.
 */
export function shareWhileAway(shared: SharedBudgets, options: ShareOptions): BudgetStore {
  const { clock, processes } = options;
  const meanwhile = `after a window without calls, this process goes on with 1/${processes} of each limit`;
  const link = serverLink(shared, { ...options, longestPauseMs, meanwhile });
  const own = memoryBudgets({ clock });
  const locks = new ForgetfulMap<number>((until) => until <= clock.mono());
  const outages = new ForgetfulMap<Outage>(({ askedAt }) => askedAt < clock.mono() - forgetAfterMs);

  const quietMs = ({ windowMs }: BudgetLimits): number => windowMs + windowMs / gracesInWindow;

  const shareOf = (limits: BudgetLimits): BudgetLimits => ({
    ...limits,
    limit: Math.max(1, Math.floor(limits.limit / processes)),
  });

  const noteLock = (key: string, ms: number): void => {
    if (ms > 0) locks.set(key, Math.max(locks.get(key) ?? 0, clock.mono() + ms));
  };

  /** Whether this process, or another one that lost the server before it did, may have called without it just now. */
  const maybeOwnCalls = (outage: Outage, limits: BudgetLimits): boolean => {
    const long = quietMs(limits);
    const now = clock.mono();
    const isLongBack = link.returnedAt !== outage.returnedAt && now - link.returnedAt >= long;
    return !isLongBack && (outage.hasOwnCalls || now - outage.answeredAt >= long);
  };

  /** The outage that began with the server's last return: in between it may have given slots to others. */
  const lose = (key: string, limits: BudgetLimits, before: Outage | undefined): Outage => {
    const now = clock.mono();
    const { answeredAt, returnedAt } = link;
    const known = outages.get(key);
    if (known?.returnedAt === returnedAt) return known;
    const outage: Outage = {
      answeredAt: before?.answeredAt ?? answeredAt,
      returnedAt,
      ownFrom: now + quietMs(limits),
      askedAt: now,
      hasOwnCalls: before?.hasOwnCalls ?? false,
    };
    outages.set(key, outage);
    return outage;
  };

  const acquireOwn = async (key: string, limits: BudgetLimits, outage: Outage): Promise<Slot | NoSlot> => {
    const now = clock.mono();
    const pauseMs = Math.max(firstPauseMs, link.pauseFor(key)); // Then the server is asked again.
    if (now < outage.ownFrom) return heldBack('store', limits, Math.min(pauseMs, outage.ownFrom - now));
    const lockMs = (locks.get(key) ?? 0) - now;
    if (lockMs > 0) return heldBack('lock', limits, lockMs);
    const answer = await own.acquire(key, shareOf(limits));
    if (answer.slot !== undefined) {
      outage.hasOwnCalls = true;
      return { slot: `${ownSlot}${answer.slot}` };
    }
    const [soonest = pauseMs, ...later] = answer.waitsMs;
    return { ...answer, waitsMs: [Math.min(pauseMs, soonest), ...later] };
  };

  return {
    async acquire(key, limits, line) {
      const outage = outages.get(key);
      if (outage) outage.askedAt = clock.mono();
      if (outage && link.pauseFor(key) > 0) return acquireOwn(key, limits, lose(key, limits, outage));
      if (outage) shared.comesBack(key, maybeOwnCalls(outage, limits));
      try {
        const answer = await link.acquire(key, limits, line);
        outages.delete(key);
        noteLock(key, shared.lockedMs(key));
        return answer;
      } catch {
        // The link has warned of it.
        shared.comesBack(key, false); // What is right next time depends on when that is.
        return acquireOwn(key, limits, lose(key, limits, outage));
      }
    },
    async settle(key, slot, settlement, limits) {
      const { lockedMs } = settlement;
      if (lockedMs !== undefined) noteLock(key, lockedMs);
      if (!slot.startsWith(ownSlot)) return link.settle(key, slot, settlement, limits);
      await own.settle(key, slot.slice(ownSlot.length), settlement, shareOf(limits));
      // The server does not know the slot, but must know the lock.
      if (lockedMs !== undefined) await link.settle(key, slot, { freeInMs: 0, lockedMs }, limits);
    },
    watch: link.watch,
  };
}
