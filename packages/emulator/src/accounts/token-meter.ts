import type { Quirks } from '../quirks.ts';

/** Zoho documents 10 access tokens of one refresh token in 10 minutes. */
const tokensPerWindow = 10;
const windowMs = 600_000;

/** Counts the access tokens made from the refresh token. */
export interface TokenMeter {
  /** Counts a token. Gives whether it may be made. */
  count(now: number): boolean;
  clear(): void;
}

export function createTokenMeter(quirks: Pick<Quirks, 'tokenThrottleEnds'>): TokenMeter {
  let made: number[] = [];
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    count(now) {
      made = made.filter((at) => now - at < windowMs);
      if (now >= quietUntil && made.length < tokensPerWindow) {
        made.push(now);
        return true;
      }
      if (quirks.tokenThrottleEnds === 'quiet') quietUntil = now + windowMs;
      return false;
    },
    clear() {
      made = [];
      quietUntil = Number.NEGATIVE_INFINITY;
    },
  };
}
