import type { Clock } from '@cliqkit/core';

/**
 * The locks that this process has heard of. A server that loses its data forgets a lock that lasts longer than the window for
 * which it then holds everybody back; so those who wait for the end of a lock tell it again twice in each window.
 */
export interface KnownLocks {
  /** A budget is locked for so long from now. */
  note(key: string, ms: number): void;
  /** How much longer, in milliseconds; 0 if it is not. */
  remaining(key: string): number;
  /** Somebody waits for this budget. */
  watch(key: string, windowMs: number, tell: (ms: number) => void): void;
  unwatch(key: string): void;
}

interface Watch {
  readonly pauseMs: number;
  tell(ms: number): void;
  cancel?: (() => void) | undefined;
}

export function knownLocks(clock: Clock): KnownLocks {
  /** On the monotonic clock. */
  const ends = new Map<string, number>();
  const watches = new Map<string, Watch>();

  const remaining = (key: string): number => {
    const ms = Math.max(0, (ends.get(key) ?? 0) - clock.mono());
    if (ms === 0) ends.delete(key);
    return ms;
  };

  const arm = (key: string): void => {
    const watch = watches.get(key);
    if (watch === undefined || watch.cancel || remaining(key) === 0) return;
    watch.cancel = clock.timer(watch.pauseMs, () => {
      watch.cancel = undefined;
      const ms = remaining(key);
      if (ms > 0) watch.tell(ms);
      arm(key);
    });
  };

  return {
    remaining,
    note(key, ms) {
      if (ms <= remaining(key)) return;
      for (const other of ends.keys()) remaining(other); // Forgets those that are over.
      ends.set(key, clock.mono() + ms);
      arm(key);
    },
    watch(key, windowMs, tell) {
      if (!watches.has(key)) watches.set(key, { pauseMs: windowMs / 2, tell });
      arm(key);
    },
    unwatch(key) {
      watches.get(key)?.cancel?.();
      watches.delete(key);
    },
  };
}
