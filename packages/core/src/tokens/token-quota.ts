import type { Clock } from '../time/clock.ts';
import type { TokenRecord } from './token-store.ts';

/** Zoho allows ten access tokens of a refresh token in ten minutes. One is left for others. */
const mostRequests = 9;
const windowMs = 600_000;

/** Keeps token requests below what the accounts server allows. */
export interface TokenQuota {
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
  /** A time in the future is from before the clock was set back. It counts as now, or it would count for ever. */
  const past = (times: readonly number[], now: number): number[] => times.map((at) => Math.min(at, now));
  const waitFor = (times: readonly number[], now: number): number => {
    const recent = within(times, now).sort((a, b) => a - b);
    const oldest = recent[recent.length - mostRequests];
    return oldest === undefined ? 0 : oldest + windowMs - now;
  };
  return {
    waitMs(record) {
      const [wall, mono] = [clock.wall(), clock.mono()];
      const quietMs = Math.min((record.quietUntil ?? wall) - wall, windowMs);
      return Math.max(
        0,
        waitFor(past(record.requestedAt, wall), wall),
        waitFor(requestedAt, mono),
        quietMs,
        quietUntil - mono,
      );
    },
    note(record) {
      const wall = clock.wall();
      return { ...record, requestedAt: [...within(past(record.requestedAt, wall), wall), wall] };
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
