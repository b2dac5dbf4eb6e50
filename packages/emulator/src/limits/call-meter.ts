import type { OperationDescriptor } from '@cliqkit/types';
import type { Quirks } from '../quirks.ts';
import type { BoundsOf } from './bounds.ts';

interface Usage {
  readonly userId: string;
  readonly bucket: string;
  /** When the calls of the current window came, oldest first. */
  calls: number[];
  lockedUntil: number;
}

/** Why a call was refused, and until when the next ones will be. */
interface Refused {
  /** `over-limit`: this call has passed the limit, and caused the lock. */
  readonly reason: 'over-limit' | 'locked';
  readonly lockedUntil: number;
}

/** Counts the calls of each user on each URL, and locks those who pass a limit. */
export interface CallMeter {
  /** Counts a call. Gives why it is refused, or nothing when it may pass. */
  count(userId: string, descriptor: OperationDescriptor, now: number): Refused | undefined;
  /** Locks a user out, as if the limit had been passed. Gives the end of the lock. */
  lock(userId: string, descriptor: OperationDescriptor, now: number, lockMs?: number): number;
  /** Whether a user is locked out. */
  isLocked(userId: string, descriptor: OperationDescriptor, now: number): boolean;
  /** How much of a limit a user has used. */
  level(userId: string, descriptor: OperationDescriptor, now: number): Level;
  save(): SavedMeter;
  load(saved: SavedMeter): void;
  clear(): void;
}

/** How much of a limit is used. */
interface Level {
  readonly used: number;
  /** End of a lock; `undefined` when there is none. */
  readonly lockedUntil: number | undefined;
  /** When the oldest call leaves the window; `undefined` when there is none. */
  readonly freeAt: number | undefined;
}

/** The calls that were counted, as they are kept in a snapshot. */
interface SavedMeter {
  readonly usages: readonly {
    readonly userId: string;
    /** Method and path. */
    readonly bucket: string;
    readonly calls: readonly number[];
    readonly lockedUntil: number | null;
  }[];
}

function isInWindow(at: number, now: number, windowMs: number, window: Quirks['window']): boolean {
  // A call made exactly one window ago is no longer in it.
  return window === 'rolling' ? now - at < windowMs : at >= now - (now % windowMs);
}

export function createCallMeter(
  quirks: Pick<Quirks, 'window' | 'duringLock'>,
  boundsOf: BoundsOf,
): CallMeter {
  const usages = new Map<string, Usage>();

  function usageOf(userId: string, { bucket }: OperationDescriptor): Usage {
    const key = `${userId} ${bucket}`;
    const known = usages.get(key);
    if (known !== undefined) return known;
    const usage = { userId, bucket, calls: [], lockedUntil: Number.NEGATIVE_INFINITY };
    usages.set(key, usage);
    return usage;
  }

  function inWindow({ calls }: Usage, windowMs: number, now: number): number[] {
    return calls.filter((at) => isInWindow(at, now, windowMs, quirks.window));
  }

  return {
    count(userId, descriptor, now) {
      const { limit, windowMs, lockMs } = boundsOf(descriptor);
      const usage = usageOf(userId, descriptor);
      if (now < usage.lockedUntil) {
        if (quirks.duringLock === 'extend') usage.lockedUntil = now + lockMs;
        return { reason: 'locked', lockedUntil: usage.lockedUntil };
      }
      usage.calls = inWindow(usage, windowMs, now);
      if (usage.calls.length < limit) {
        usage.calls.push(now);
        return undefined;
      }
      usage.lockedUntil = now + lockMs;
      return { reason: 'over-limit', lockedUntil: usage.lockedUntil };
    },
    lock(userId, descriptor, now, lockMs = boundsOf(descriptor).lockMs) {
      const usage = usageOf(userId, descriptor);
      usage.lockedUntil = now + lockMs;
      return usage.lockedUntil;
    },
    isLocked: (userId, descriptor, now) => now < usageOf(userId, descriptor).lockedUntil,
    level(userId, descriptor, now) {
      const usage = usageOf(userId, descriptor);
      const { windowMs } = boundsOf(descriptor);
      const calls = inWindow(usage, windowMs, now);
      const [oldest] = calls;
      const start = oldest !== undefined && quirks.window === 'fixed' ? now - (now % windowMs) : oldest;
      return {
        used: calls.length,
        lockedUntil: now < usage.lockedUntil ? usage.lockedUntil : undefined,
        freeAt: start === undefined ? undefined : start + windowMs,
      };
    },
    save: () => ({
      usages: [...usages.values()].map(({ userId, bucket, calls, lockedUntil }) => ({
        userId,
        bucket,
        calls: [...calls],
        lockedUntil: Number.isFinite(lockedUntil) ? lockedUntil : null,
      })),
    }),
    load(saved) {
      usages.clear();
      for (const { userId, bucket, calls, lockedUntil } of saved.usages) {
        usages.set(`${userId} ${bucket}`, {
          userId,
          bucket,
          calls: [...calls],
          lockedUntil: lockedUntil ?? Number.NEGATIVE_INFINITY,
        });
      }
    },
    clear: () => usages.clear(),
  };
}
