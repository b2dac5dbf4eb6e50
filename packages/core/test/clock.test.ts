import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../src/time/clock.ts';

const longestTimeoutMs = 2 ** 31 - 1;
const day = 24 * 60 * 60_000;

describe('the machine clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([0, 1, 1000, longestTimeoutMs, longestTimeoutMs + 1, 60 * day, 200 * day])(
    'fires once after %i ms, not earlier',
    (ms) => {
      const fire = vi.fn();
      systemClock.timer(ms, fire);
      vi.advanceTimersByTime(Math.max(0, ms - 1));
      if (ms > 0) expect(fire).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(fire).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(longestTimeoutMs);
      expect(fire).toHaveBeenCalledTimes(1);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it.each([-1, Number.NEGATIVE_INFINITY])('fires at once for %d ms', (ms) => {
    const fire = vi.fn();
    systemClock.timer(ms, fire);
    vi.advanceTimersByTime(0);
    expect(fire).toHaveBeenCalledTimes(1);
  });

  it('never fires for an endless wait', () => {
    const fire = vi.fn();
    const cancel = systemClock.timer(Number.POSITIVE_INFINITY, fire);
    vi.advanceTimersByTime(100 * day);
    expect(fire).not.toHaveBeenCalled();
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([10, 60 * day])('leaves no timer when cancelled before %i ms are over', (ms) => {
    const fire = vi.fn();
    const cancel = systemClock.timer(ms, fire);
    vi.advanceTimersByTime(ms - 1);
    cancel();
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(ms);
    expect(fire).not.toHaveBeenCalled();
  });

  it('tells wall-clock time, and a time that does not jump with it', () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['Date'] });
    const before = systemClock.mono();
    vi.setSystemTime(0);
    expect(systemClock.wall()).toBe(0);
    expect(systemClock.mono()).toBeGreaterThanOrEqual(before);
  });
});
