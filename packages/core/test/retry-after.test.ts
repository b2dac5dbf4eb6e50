import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/errors/api-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { parseRetryAfter } from '../src/reply/retry-after.ts';
import { errorOf } from './failure-of.ts';
import { start } from './fake-clock.ts';
import { empty, fakeFetch } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

const minute = 60_000;
const lock = operations.getPinnedMessages.lockMs; // 5 minutes.
const day = 24 * 60 * minute;

/** The header, and how long after the reply it says to wait; undefined for one that says nothing. */
const rows: [header: string, waitMs: number | undefined][] = [
  ['0', 0],
  ['1', 1000],
  ['300', 300_000],
  ['301', 301_000],
  ['600', 600_000],
  ['  600  ', 600_000],
  ['0600', 600_000],
  ['400.5', 400_500],
  ['0.001', 1],
  ['2147484', 2_147_484_000],
  ['31536000', 365 * day],
  ['-1', undefined],
  ['-300', undefined],
  ['+300', undefined],
  ['1e3', undefined],
  ['1e400', undefined],
  ['Infinity', undefined],
  ['NaN', undefined],
  ['0x258', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['1,000', undefined],
  ['600s', undefined],
  ['600 seconds', undefined],
  ['600, 600', undefined],
  ['99999999999999999999', undefined],
  ['9'.repeat(400), undefined],
  ['', undefined],
  ['soon', undefined],
  ['Soon', undefined],
  ['Later, 2099', undefined],
  ['May, 2099', undefined],
  ['2099', 2_099_000],
  ['2026-11-22T06:10:00Z', undefined],
  ['Sun, 22 Nov 2026 06:10:00 GMT', 10 * minute],
  ['Sun, 22 Nov 2026 06:00:01 GMT', 1000],
  ['Sunday, 22-Nov-26 06:10:00 GMT', 10 * minute],
  ['Sun Nov 22 06:10:00 2026', 10 * minute],
  ['Tue Dec  1 06:00:00 2026', 9 * day],
  ['Sun, 22 Nov 2026 06:10:00 UTC', 10 * minute],
  ['Sun, 22 Nov 2026 05:00:00 GMT', 0],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['Sun, 99 Nov 2026 06:10:00 GMT', undefined],
  ['Sun, 22 Foo 2026 06:10:00 GMT', undefined],
];

const headersOf = (retryAfter: string, date?: string): Headers =>
  new Headers({ 'retry-after': retryAfter, ...(date !== undefined && { date }) });

describe('Retry-After', () => {
  it.each(rows)('%j is a wait of %j ms', (header, waitMs) => {
    expect(parseRetryAfter(headersOf(header), start)).toBe(waitMs);
  });

  it('that is absent says nothing', () => {
    expect(parseRetryAfter(new Headers(), start)).toBeUndefined();
  });

  it('that is a date is held against the Date of the reply, however wrong the clock of this machine is', () => {
    const sent = new Date(start).toUTCString();
    const until = new Date(start + 10 * minute).toUTCString();
    for (const wrongBy of [0, 1, -1, 60 * minute, -60 * minute, 365 * day, -365 * day]) {
      expect(parseRetryAfter(headersOf(until, sent), start + wrongBy)).toBe(10 * minute);
      expect(parseRetryAfter(headersOf('600', sent), start + wrongBy)).toBe(10 * minute);
    }
  });

  it('that is a date is held against this machine’s clock where the reply has no readable Date', () => {
    const until = new Date(start + 10 * minute).toUTCString();
    for (const date of [undefined, '', 'today', '2026-11-22']) {
      expect(parseRetryAfter(headersOf(until, date), start)).toBe(10 * minute);
    }
  });

  it('never names a moment that no Date can hold', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e16, noNaN: true }), (seconds) => {
        const waitMs = parseRetryAfter(headersOf(seconds.toFixed(3)), start);
        if (waitMs !== undefined) expect(new Date(start + waitMs).getTime()).not.toBeNaN();
      }),
    );
  });

  it.each(rows)('%j never makes the lock shorter than documented', async (header, waitMs = 0) => {
    const { fetch } = fakeFetch(empty(429, { 'retry-after': header }));
    const error = await errorOf(
      RateLimitError,
      testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } }),
    );
    expect(error.retryAfterMs).toBe(Math.max(lock, waitMs));
    expect(error.retryAt.getTime()).toBe(start + Math.max(lock, waitMs));
    expect(error.message).toContain(error.retryAt.toISOString());
  });

  it('that is absent leaves the documented lock, which differs by operation', async () => {
    const { fetch } = fakeFetch(empty(429));
    const { threads } = testClient({ fetch });
    const error = await errorOf(RateLimitError, threads('muteThread', { path: { THREAD_CHAT_ID: '1' } }));
    expect(error).toMatchObject({ retryAfterMs: operations.muteThread.lockMs, heldBack: false });
    expect(error.retryAt.getTime()).toBe(start + operations.muteThread.lockMs);
    expect(operations.muteThread.lockMs).toBe(10 * minute);
  });

  it('on any other refusal is told, and nothing is made up where it is absent', async () => {
    for (const [header, retryAfterMs] of [
      [{ 'retry-after': '7' }, 7000],
      [{}, undefined],
    ] as const) {
      const { fetch } = fakeFetch(empty(503, header));
      const reading = testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
      expect(await errorOf(ApiError, reading)).toMatchObject({ status: 503, retryAfterMs });
    }
  });
});
