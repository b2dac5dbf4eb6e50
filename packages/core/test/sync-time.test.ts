import { describe, expect, it } from 'vitest';
import { syncTimeOf } from '../src/results/sync-time.ts';

describe('the sync time of a reply', () => {
  it.each([
    ['Sun, 22 Nov 2026 06:00:01 GMT', Date.UTC(2026, 10, 22, 6, 0, 1)],
    ['Sunday, 22-Nov-26 06:00:01 GMT', Date.UTC(2026, 10, 22, 6, 0, 1)],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('with Date %j is %j', (date, time) => {
    expect(syncTimeOf(new Response(null, { headers: { date } }))).toBe(time);
  });

  it('without a Date is unknown, never the local time', () => {
    expect(syncTimeOf(new Response(null))).toBeUndefined();
  });
});
