const baseMs = 500;
const longestMs = 20_000;

/**
 * Milliseconds to wait after the failure with this number (from 0): full jitter, so that clients which failed together
 * do not come back together. A hint of the service is kept to, and the jitter comes on top of it.
 */
export function backoff(failure: number, random: () => number, hintMs = 0): number {
  return hintMs + random() * Math.min(longestMs, baseMs * 2 ** failure);
}
