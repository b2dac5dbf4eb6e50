import type { Clock } from '../time/clock.ts';
import type { TokenRecord } from './token-store.ts';

/** Zoho allows ten access tokens of a refresh token in ten minutes. One is left for others. */
const mostRequests = 9;
const windowMs = 600_000;

/** Keeps token requests below what the accounts server allows. */
export interface TokenQuota {
  /**
   * The record without times that are yet to come: they are from before the clock was set back, and would count for as long
   * as that. They count from now.
   */
  mend(record: TokenRecord): TokenRecord;
  /** Milliseconds until a token may be asked for; 0 for now. */
  waitMs(record: TokenRecord): number;
  /** The record with a request in it that is about to be sent. */
  note(record: TokenRecord): TokenRecord;
  /** Counts a request that is sent now. */
  count(): void;
  /** After a throttle: it ends only when nobody asks for a whole window. */
  quiet(record: TokenRecord): TokenRecord;
}

/**
 * Counts twice: on the wall clock in the record, which other processes and the next start see, and on the monotonic clock
 * here, which no change of the wall clock deceives.
 */
export function tokenQuota(clock: Clock): TokenQuota {
  let requestedAt: readonly number[] = [];
  let quietUntil = Number.NEGATIVE_INFINITY;
  const within = (times: readonly number[], now: number): number[] =>
    times.filter((at) => now - at < windowMs);
  const waitFor = (times: readonly number[], now: number): number => {
    const recent = within(times, now).sort((a, b) => a - b);
    const oldest = recent[recent.length - mostRequests];
    return oldest === undefined ? 0 : oldest + windowMs - now;
  };
  return {
    mend(record) {
      const wall = clock.wall();
      const { requestedAt, quietUntil = wall } = record;
      if (requestedAt.every((at) => at <= wall) && quietUntil <= wall + windowMs) return record;
      return {
        ...record,
        requestedAt: requestedAt.map((at) => Math.min(at, wall)),
        quietUntil: Math.min(quietUntil, wall + windowMs),
      };
    },
    waitMs(record) {
      const [wall, mono] = [clock.wall(), clock.mono()];
      return Math.max(
        0,
        waitFor(record.requestedAt, wall),
        waitFor(requestedAt, mono),
        (record.quietUntil ?? wall) - wall,
        quietUntil - mono,
      );
    },
    note(record) {
      const wall = clock.wall();
      return { ...record, requestedAt: [...within(record.requestedAt, wall), wall] };
    },
    count() {
      const mono = clock.mono();
      requestedAt = [...within(requestedAt, mono), mono];
    },
    quiet(record) {
      quietUntil = clock.mono() + windowMs;
      return { ...record, quietUntil: clock.wall() + windowMs };
    },
  };
}
