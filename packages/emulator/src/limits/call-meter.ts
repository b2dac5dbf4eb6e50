import type { OperationDescriptor } from '@cliqkit/types';
import type { Quirks } from '../quirks.ts';

interface Usage {
  /** When the calls of the current window came, oldest first. */
  calls: number[];
  lockedUntil: number;
}

/** Counts the calls of each user on each URL, and locks those who pass a limit. */
export interface CallMeter {
  /** Counts a call. Gives the end of the lock when the call is refused. */
  count(userId: string, descriptor: OperationDescriptor, now: number): number | undefined;
  clear(): void;
}

function startOfWindow(now: number, windowMs: number, window: Quirks['window']): number {
  // A call made exactly one window ago is no longer in it.
  return window === 'rolling' ? now - windowMs + 1 : now - (now % windowMs);
}

export function createCallMeter(quirks: Pick<Quirks, 'window' | 'duringLock'>): CallMeter {
  const usages = new Map<string, Usage>();
  return {
    count(userId, { bucket, limit, windowMs, lockMs }, now) {
      const key = `${userId} ${bucket}`;
      const usage = usages.get(key) ?? { calls: [], lockedUntil: Number.NEGATIVE_INFINITY };
      usages.set(key, usage);
      if (now < usage.lockedUntil) {
        if (quirks.duringLock === 'extend') usage.lockedUntil = now + lockMs;
        return usage.lockedUntil;
      }
      const start = startOfWindow(now, windowMs, quirks.window);
      usage.calls = usage.calls.filter((at) => at >= start);
      if (usage.calls.length < limit) {
        usage.calls.push(now);
        return undefined;
      }
      usage.lockedUntil = now + lockMs;
      return usage.lockedUntil;
    },
    clear: () => usages.clear(),
  };
}
