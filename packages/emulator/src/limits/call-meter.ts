import type { OperationDescriptor } from '@cliqkit/types';
import type { Quirks } from '../quirks.ts';
import type { BoundsOf } from './bounds.ts';

interface Usage {
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
  clear(): void;
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
    const usage = usages.get(key) ?? { calls: [], lockedUntil: Number.NEGATIVE_INFINITY };
    usages.set(key, usage);
    return usage;
  }

  return {
    count(userId, descriptor, now) {
      const { limit, windowMs, lockMs } = boundsOf(descriptor);
      const usage = usageOf(userId, descriptor);
      if (now < usage.lockedUntil) {
        if (quirks.duringLock === 'extend') usage.lockedUntil = now + lockMs;
        return { reason: 'locked', lockedUntil: usage.lockedUntil };
      }
      usage.calls = usage.calls.filter((at) => isInWindow(at, now, windowMs, quirks.window));
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
    clear: () => usages.clear(),
  };
}
