import { describe, expect, it } from 'vitest';
import { tokenQuota } from '../src/tokens/token-quota.ts';
import type { TokenRecord } from '../src/tokens/token-store.ts';
import { fakeClock, start } from './fake-clock.ts';

const windowMs = 600_000;
const hour = 3_600_000;
const none: TokenRecord = { generation: 1, requestedAt: [] };

/** A quota with so many requests behind it, one a second, and the record of them. */
function after(requests: number) {
  const clock = fakeClock();
  const quota = tokenQuota(clock);
  let record = none;
  for (let request = 0; request < requests; request += 1) {
    record = quota.note(record);
    quota.count();
    clock.advance(1000);
  }
  return { clock, quota, record };
}

describe('the quota of token requests', () => {
  it('lets nine through, and the tenth when the first is ten minutes old', () => {
    const { clock, quota, record } = after(8);
    expect(quota.waitMs(record)).toBe(0);
    const full = quota.note(record);
    quota.count();
    expect(quota.waitMs(full)).toBe(windowMs - 8000);
    clock.advance(windowMs - 8001);
    expect(quota.waitMs(full)).toBe(1);
    clock.advance(1);
    expect(quota.waitMs(full)).toBe(0);
  });

  it('counts what others have sent, by the record', () => {
    const { record } = after(9);
    const { quota } = after(0);
    expect(quota.waitMs(record)).toBe(windowMs);
    expect(quota.waitMs({ ...record, requestedAt: record.requestedAt.slice(1) })).toBe(0);
  });

  it('counts what was sent from here when the record knows nothing of it', () => {
    expect(after(9).quota.waitMs(none)).toBe(windowMs - 9000);
  });

  it('forgets in the record what is older than ten minutes', () => {
    const { clock, quota, record } = after(3);
    clock.advance(windowMs - 2500);
    expect(quota.note(record).requestedAt).toEqual([start + 1000, start + 2000, clock.wall()]);
  });

  it('is not deceived by a clock that is set ahead', () => {
    const { clock, quota, record } = after(9);
    clock.stepWall(24 * hour);
    expect(quota.waitMs(record)).toBe(windowMs - 9000);
  });

  it('counts requests that are yet to come, because the clock was set back, from now on', () => {
    const { record } = after(9);
    const clock = fakeClock();
    clock.stepWall(-24 * hour);
    const quota = tokenQuota(clock);
    const mended = quota.mend({ ...record, quietUntil: start + windowMs });
    expect(mended.requestedAt).toEqual(Array(9).fill(clock.wall()));
    expect(mended.quietUntil).toBe(clock.wall() + windowMs);
    clock.advance(windowMs);
    expect(quota.waitMs(mended)).toBe(0);
  });

  it('mends no record that is right', () => {
    const { quota, record } = after(9);
    expect(quota.mend(record)).toBe(record);
    const quiet = quota.quiet(record);
    expect(quota.mend(quiet)).toBe(quiet);
  });

  it('keeps quiet for ten minutes after a throttle, on both clocks', () => {
    const { clock, quota } = after(1);
    const quiet = quota.quiet(none);
    expect(quota.waitMs(quiet)).toBe(windowMs);
    clock.stepWall(hour);
    expect(quota.waitMs(quiet)).toBe(windowMs);
    clock.stepWall(-2 * hour);
    expect(quota.waitMs(quota.mend(quiet))).toBe(windowMs);
    clock.stepWall(hour);
    clock.advance(windowMs);
    expect(quota.waitMs(quiet)).toBe(0);
  });

  it('keeps quiet when another process was throttled', () => {
    const { quota } = after(0);
    expect(quota.waitMs({ ...none, quietUntil: start + 7 })).toBe(7);
    expect(quota.waitMs({ ...none, quietUntil: start - 7 })).toBe(0);
  });
});
