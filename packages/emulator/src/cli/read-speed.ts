import { UsageError } from './cli-errors.ts';

/** The admin API takes no more. */
const fastest = 100_000;

/** How many times as fast as the machine a clock runs: `60x` is 60. */
export function readSpeed(text: string): number {
  const rate = /^\d+(?:\.\d+)?x?$/u.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(rate > 0 && rate <= fastest)) {
    throw new UsageError(
      `${JSON.stringify(text)} is not a speed; give one such as 60x, more than 0 and at most ${fastest}x`,
    );
  }
  return rate;
}
