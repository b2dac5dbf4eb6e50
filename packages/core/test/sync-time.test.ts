import { describe, expect, it } from 'vitest';
import { ResponseError } from '../src/errors/response-error.ts';
import { requireSyncTime, syncTimeOf } from '../src/results/sync-time.ts';
import { thrownBy } from './failure-of.ts';

const dated = (date: string): Response => new Response(null, { headers: { date } });

describe('the sync time of a reply', () => {
  it.each([
    ['Sun, 22 Nov 2026 06:00:01 GMT', Date.UTC(2026, 10, 22, 6, 0, 1) - 1],
    ['Sunday, 22-Nov-26 06:00:01 GMT', Date.UTC(2026, 10, 22, 6, 0, 1) - 1],
    ['Thu, 01 Jan 1970 00:00:00 GMT', -1],
    ['soon', undefined],
    ['', undefined],
  ])('with Date %j is %j', (date, time) => {
    expect(syncTimeOf(dated(date))).toBe(time);
  });

  it('without a Date is unknown, never the local time', () => {
    expect(syncTimeOf(new Response(null))).toBeUndefined();
  });
});

describe('the sync time that a change is based on', () => {
  it('is before the second of the reply, in whichever grain the service compares', () => {
    const second = Date.UTC(2026, 10, 22, 6, 0, 1);
    const time = requireSyncTime(dated('Sun, 22 Nov 2026 06:00:01 GMT'));
    expect(time).toBe(second - 1);
    expect(Math.floor(time / 1000)).toBeLessThan(second / 1000);
  });

  it('is there for the beginning of time, too', () => {
    expect(requireSyncTime(dated('Thu, 01 Jan 1970 00:00:00 GMT'))).toBe(-1);
  });

  it.each([new Response('[]', { status: 200 }), dated('soon')])(
    'cannot be had without a Date',
    (response) => {
      const error = thrownBy(ResponseError, () => requireSyncTime(response));
      expect(error.message).toContain('no Date header');
      expect(error).toMatchObject({ status: 200, outcome: 'notApplied' });
    },
  );
});
