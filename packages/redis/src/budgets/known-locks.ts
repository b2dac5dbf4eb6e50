import type { Clock } from '@cliqkit/core';

/**
 * The locks that this process has heard of. A server that loses its data forgets a lock that lasts longer than the window for
 * which it then holds everybody back; so those who wait for the end of a lock tell it again twice in each window.
 */
export interface KnownLocks {
  /** A budget is locked for so long from now, and until then on the server's clock, in epoch milliseconds; 0 if not known. */
  note(key: string, ms: number, at: number): void;
  /** The server has heard of the lock that is known here, and says when it ends on its clock; 0 if it has not. */
  noteEnd(key: string, at: number): void;
  /** How much longer, in milliseconds; 0 if it is not. */
  remaining(key: string): number;
  /** When it ends on the server's clock; 0 if that is not known. */
  endOf(key: string): number;
  /** Somebody waits for this budget. The next telling comes only after the one before. */
  watch(key: string, windowMs: number, tell: () => Promise<unknown>): void;
  unwatch(key: string): void;
}

interface Lock {
  /** On the monotonic clock. */
  readonly until: number;
  /** On the server's clock; 0 if that is not known. */
  readonly at: number;
}

interface Watch {
  readonly pauseMs: number;
  tell(): Promise<unknown>;
  cancel?: (() => void) | undefined;
}

export function knownLocks(clock: Clock): KnownLocks {
  const locks = new Map<string, Lock>();
  const watches = new Map<string, Watch>();

  const remaining = (key: string): number => {
    const ms = Math.max(0, (locks.get(key)?.until ?? 0) - clock.mono());
    if (ms === 0) locks.delete(key);
    return ms;
  };

  const arm = (key: string): void => {
    const watch = watches.get(key);
    if (watch === undefined || watch.cancel || remaining(key) === 0) return;
    watch.cancel = clock.timer(watch.pauseMs, () => {
      const again = (): void => {
        watch.cancel = undefined;
        if (watches.get(key) === watch) arm(key);
      };
      if (remaining(key) > 0) watch.tell().then(again, again);
      else again();
    });
  };

  return {
    remaining,
    endOf: (key) => (remaining(key) > 0 ? (locks.get(key)?.at ?? 0) : 0),
    note(key, ms, at) {
      // An answer that was under way may name a lock before this one.
      if (ms === 0 || ms < remaining(key)) return;
      for (const other of locks.keys()) remaining(other); // Forgets those that are over.
      locks.set(key, { until: clock.mono() + ms, at });
      arm(key);
    },
    noteEnd(key, at) {
      const lock = locks.get(key);
      if (lock && at > 0) locks.set(key, { ...lock, at });
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
