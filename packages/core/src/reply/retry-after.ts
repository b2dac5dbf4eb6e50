/** The last moment that a Date can hold. A header may name a later one. */
export const lastMoment = 8.64e15;

/** How each of the three forms of an HTTP date begins. `Date.parse` alone reads a date into any text with a year. */
const weekday = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? /;

/**
 * Milliseconds that a Retry-After header asks to wait: seconds, or an HTTP date, which is held against the reply's own
 * Date, for the clock of this machine may be off. Undefined when it asks for nothing (garbage, negative, not finite), so
 * that a bad header never shortens a wait; 0 for a date that has passed.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) {
    const ms = Number(text) * 1000;
    return now + ms <= lastMoment ? ms : undefined;
  }
  const at = parseHttpDate(text);
  return at === undefined ? undefined : Math.max(0, at - (parseHttpDate(headers.get('date') ?? '') ?? now));
}

function parseHttpDate(text: string): number | undefined {
  if (!weekday.test(text)) return undefined;
  const at = Date.parse(text.endsWith('GMT') || /\bUTC\b/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
