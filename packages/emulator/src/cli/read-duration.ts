import { UsageError } from './cli-errors.ts';

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
// Numbers of bounded length, so that no text takes long to read.
const whole = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ms|[smhd]))+$/u;
const part = /(\d{1,12}(?:\.\d{1,9})?)(ms|[smhd])/gu;

/** Milliseconds of a duration such as `90s`, `1h30m` or `250`, which is milliseconds. */
export function readDuration(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  if (!whole.test(text)) {
    throw new UsageError(
      `${JSON.stringify(text)} is not a duration; give one such as 90s, 5m, 1h30m or 250ms`,
    );
  }
  return [...text.matchAll(part)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0),
    0,
  );
}

/** A duration as people write it: 90000 is `1m30s`. */
export function durationText(ms: number): string {
  let left = Math.round(ms);
  let text = '';
  for (const [unit, size] of Object.entries(unitsMs).reverse()) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
