/** How each of the three forms of an HTTP date begins. `Date.parse` alone reads a date into any text with a year. */
const weekday = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? /;

/**
 * Reads a Retry-After header: seconds, or an HTTP date. Answers the epoch milliseconds it names, or undefined when it
 * names none (garbage, negative, not finite), so that a bad header never shortens a wait.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) {
    const at = now + Number(text) * 1000;
    return at <= 8.64e15 ? at : undefined;
  }
  if (!weekday.test(text)) return undefined;
  const at = Date.parse(text.endsWith('GMT') || /\bUTC\b/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
