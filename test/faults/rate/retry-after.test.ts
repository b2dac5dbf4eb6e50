import { createClock } from '@cliqkit/emulator';
import { systemClock } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** The documented lock of the operation that is called. */
const lockMs = 300_000;
/** When the clock of the test begins: Sunday, 22 November 2026. */
const start = Date.UTC(2026, 10, 22, 9);
const at = (ms: number): string => new Date(start + ms).toUTCString();

type Row = [header: string, waitMs: number];

/** Asks for longer than the lock: heeded. */
const longer: Row[] = [
  ['301', 301_000],
  ['600', 600_000],
  ['0600', 600_000],
  [' 600 ', 600_000],
  ['600.5', 600_500],
  ['3600', 3_600_000],
  ['86400', 86_400_000],
  ['2026', 2_026_000], // Seconds, not a year.
  ['2147483', 2_147_483_000],
  ['2147484', 2_147_484_000], // Past what one timer holds.
  ['4294968', 4_294_968_000],
  ['4294967296', 4_294_967_296_000],
  [at(600_000), 600_000],
  ['Sun, 22 Nov 2026 09:10:00 GMT', 600_000],
  ['Sun, 22 Nov 2026 10:00:00 GMT', 3_600_000],
  ['Sunday, 22-Nov-26 09:10:00 GMT', 600_000],
  ['Sun Nov 22 09:10:00 2026', 600_000],
  ['Tue, 22 Dec 2026 09:00:00 GMT', 30 * 86_400_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59) - start],
];

/** Asks for less than the lock, or for nothing that can be understood: the lock it is. */
const notLonger: string[] = [
  '',
  '0',
  '1',
  '60',
  '299',
  '299.9',
  '300',
  '-1',
  '-600',
  '+600',
  '600s',
  '10 minutes',
  'soon',
  '6 0 0',
  '600, 700',
  '600;700',
  '6,000',
  '1e3',
  '1e400',
  '0x258',
  '0b11',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  '9'.repeat(20),
  '9'.repeat(400),
  at(-1000),
  at(0),
  at(60_000),
  at(lockMs),
  'Sunday, 22-Nov-26 09:01:00 GMT',
  'Sun Nov 22 08:59:59 2026',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Sun, 31 Feb 2026',
  'Sun, 22 Nov 2026 25:61:61 GMT',
  'Someday, 22 Nov 2027 09:00:00 GMT',
  '2026-11-22T09:10:00Z',
  'November 22, 2026 09:10:00',
  '{"seconds":600}',
];

const rows: Row[] = [...longer, ...notLonger.map((header): Row => [header, lockMs])];

/** A service that throttles the first call, with these headers, and what it was sent when. */
function throttlingOnce(headers: Record<string, string>, clock = createClock()) {
  const sentAt: number[] = [];
  const fetch: typeof globalThis.fetch = async () => {
    sentAt.push(clock.mono());
    return sentAt.length === 1 ? Response.json({}, { status: 429, headers }) : Response.json({ data: [] });
  };
  return { clock, sentAt, cliq: cliqOn(fetch, { clock, pace: {} }) };
}

describe('a throttle with Retry-After', () => {
  carries.each(
    'R02',
    rows,
    "of '%s' locks for %s ms: never shorter than documented, never in vain",
    async ([header, waitMs]) => {
      const { clock, sentAt, cliq } = throttlingOnce({ 'retry-after': header, date: at(0) });
      const error = await failureOf(cliq.folders.list({}, { deadline: 1_000 }).toArray());
      expect(error).toMatchObject({
        name: 'RateLimitError',
        retryAfterMs: waitMs,
        retryAt: new Date(start + waitMs),
      });
      await clock.run(() => cliq.folders.list().toArray());
      expect([sentAt, clock.timers]).toEqual([[0, waitMs], 0]);
    },
  );

  carries('R02', `has ${rows.length} forms in this table`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
  });

  carries.each(
    'R02',
    [-86_400_000, -3_600_000, 3_600_000, 86_400_000] as const,
    'as a date is held against the date of the reply, when the clock of this machine is off by %s ms',
    async (ms) => {
      const { clock, sentAt, cliq } = throttlingOnce({ 'retry-after': at(600_000), date: at(0) });
      clock.stepWall(ms);
      await clock.run(() => cliq.folders.list().toArray());
      expect(sentAt).toEqual([0, 600_000]);
    },
  );

  carries('R02', 'as a date, in a reply without one, is held against the clock of this machine', async () => {
    const { clock, sentAt, cliq } = throttlingOnce({ 'retry-after': at(600_000) });
    await clock.run(() => cliq.folders.list().toArray());
    expect(sentAt).toEqual([0, 600_000]);
  });

  carries('R02', 'longer than a timer of the machine holds does not fire at once', async () => {
    const sent: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      sent.push(String(input));
      return Response.json({}, { status: 429, headers: { 'retry-after': '2147484' } });
    };
    const reason = new Error('enough');
    const stop = new AbortController();
    const cliq = cliqOn(fetch, { clock: systemClock, pace: {} });
    const call = cliq.folders.list({}, { signal: stop.signal }).toArray();
    await new Promise((resolve) => setTimeout(resolve, 30));
    stop.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(sent).toHaveLength(1);
  });
});
