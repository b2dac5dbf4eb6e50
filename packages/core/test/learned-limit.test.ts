import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnedLimit } from '../src/budget/learned-limit.ts';
import { isStale, learnFromSuccess, learnFromThrottle, stepUp } from '../src/budget/learned-limit.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const limit = 20;
const lockMs = 5 * minute;

/** A throttle of a call that was sent a second before. */
const throttled = (known: LearnedLimit | undefined, now: number, sentAt = now - 1000) =>
  learnFromThrottle(known, limit, sentAt, now, lockMs);
/** A call that was sent and has passed now. */
const passed = (known: LearnedLimit, now: number, sentAt = now) =>
  learnFromSuccess(known, limit, sentAt, now);
/** What is known after a first throttle at 0, and a call that passed after the lock. */
const halved = (): LearnedLimit => passed(throttled(undefined, 0), lockMs);

const stepped = (known: LearnedLimit, now: number): LearnedLimit => {
  const next = stepUp(known, limit, now);
  if (next === undefined) throw new Error('it is forgotten');
  return next;
};

describe('a throttle although the limit was kept', () => {
  it('halves the cap, down to one', () => {
    for (const [documented, cap] of [
      [50, 25],
      [20, 10],
      [3, 1],
      [2, 1],
      [1, 1],
    ] as const) {
      expect(learnFromThrottle(undefined, documented, 0, 1, lockMs).cap).toBe(cap);
    }
  });

  it('counts once for a burst: calls that were sent before it came say nothing new', () => {
    const first = throttled(undefined, 1000, 0);
    const more = [1001, 1500, 9000].reduce((known, now) => throttled(known, now, 999), first);
    expect(more).toMatchObject({ cap: 10, doubts: 0, throttledAt: 9000 });
    for (const sentAt of [500, 1000, 5000, 9000]) {
      expect(passed(more, 9000, sentAt)).toBe(more);
      expect(throttled(more, 9001, sentAt)).toMatchObject({ cap: 10, doubts: 0 });
    }
    expect(throttled(more, 9001, 9000.5)).toMatchObject({ doubts: 1 });
    expect(passed(more, 9001, 9000.5)).toMatchObject({ proven: true });
  });

  it('counts again when a call has passed since', () => {
    const again = throttled(halved(), lockMs + minute);
    expect(again).toMatchObject({ cap: 5, good: 5, ceiling: 10, proven: false });
  });

  it('says nothing of the cap when nothing has passed since the last one: the lock may last longer', () => {
    let known = throttled(undefined, 0);
    for (let doubts = 1; doubts <= 6; doubts += 1) {
      const now = known.lockedUntil + 2 * lockMs;
      known = throttled(known, now);
      expect(known).toMatchObject({ cap: 10, doubts });
      // Each time longer, up to eight times as long.
      expect(known.lockedUntil - now).toBeCloseTo(lockMs * Math.min(8, 1.5 ** doubts));
    }
    expect(passed(known, known.lockedUntil + 1)).toMatchObject({ cap: 10, doubts: 0, proven: true });
  });

  it('says that the cap is too high when another call of the same round passes', () => {
    const doubted = throttled(throttled(undefined, 0), lockMs + 1000, lockMs);
    expect(doubted).toMatchObject({ cap: 10, doubts: 1 });
    const sure = passed(doubted, lockMs + 1500, lockMs + 1);
    expect(sure).toMatchObject({ cap: 5, doubts: 0, proven: false, lockedUntil: lockMs + 1000 });
    expect(passed(sure, lockMs + 1600, lockMs + 2)).toBe(sure);
  });

  it('says nothing of that when the call that passes is from before the lock', () => {
    const doubted = throttled(throttled(undefined, 1000, 0), lockMs + 2000, lockMs + 1500);
    for (const sentAt of [500, 1000]) expect(passed(doubted, lockMs + 2001, sentAt)).toBe(doubted);
  });
});

describe('a lowered cap', () => {
  it('stands for a quarter of an hour, and only then a higher one is tried, half the way up', () => {
    const known = halved();
    expect(stepUp(known, limit, 15 * minute - 1)).toBe(known);
    const up = { cap: 15, good: 10, ceiling: 20, stepAt: 30 * minute };
    expect(stepped(known, 15 * minute)).toMatchObject(up);
  });

  it('is not raised before a call has passed', () => {
    const known = throttled(undefined, 0);
    expect(stepUp(known, limit, day)).toBe(known);
  });

  it('comes back when a step up goes wrong, and the next one comes twice as late', () => {
    const up = stepped(halved(), 15 * minute);
    const back = throttled(up, 16 * minute);
    expect(back).toMatchObject({ cap: 10, good: 10, ceiling: 15, stepMs: 30 * minute });
    expect(stepped(passed(back, 22 * minute), 46 * minute)).toMatchObject({ cap: 12, good: 10 });
  });

  it('is raised by one, up to what is known to be too high, and from there half the way to the limit', () => {
    const from = (cap: number, ceiling: number) =>
      stepped({ ...halved(), cap, good: cap, ceiling, stepAt: 0 }, 0);
    expect(from(11, 14)).toMatchObject({ cap: 12, good: 11, ceiling: 14 });
    expect(from(12, 14)).toMatchObject({ cap: 13, good: 12, ceiling: 14 });
    expect(from(12, 13)).toMatchObject({ cap: 16, good: 12, ceiling: 21 });
    expect(from(18, 19)).toMatchObject({ cap: 19, good: 18, ceiling: 21 });
  });

  it('is raised step by step as long as that goes well, and in the end forgotten', () => {
    let known: LearnedLimit | undefined = halved();
    const caps: number[] = [];
    for (let now = 0; known !== undefined && now < day; now += minute) {
      known = stepUp(known, limit, now);
      if (known && known.cap !== caps.at(-1)) caps.push(known.cap);
    }
    expect(caps).toEqual([10, 15, 17, 18, 19, 20]);
    expect(known).toBeUndefined();
  });

  it('of one call in a window is forgotten in time, where the documented limit is no more', () => {
    const known = learnFromSuccess(learnFromThrottle(undefined, 1, 0, 1, lockMs), 1, lockMs, lockMs);
    expect(stepUp(known, 1, 14 * minute)).toBe(known);
    expect(stepUp(known, 1, 16 * minute)).toBeUndefined();
  });

  it('is kept even one below the limit: the full limit is tried before it is trusted', () => {
    const almost: LearnedLimit = { ...halved(), cap: 19, good: 19, ceiling: 20, stepAt: 0 };
    const full = stepped(almost, 0);
    expect(full).toMatchObject({ cap: 20, good: 19 });
    expect(throttled(full, minute)).toMatchObject({ cap: 19, good: 19, stepMs: 30 * minute });
    expect(stepUp(full, limit, full.stepAt)).toBeUndefined();
  });

  it('is stale when nobody has called for a day', () => {
    const known = halved();
    expect(isStale(known, known.stepAt + day)).toBe(false);
    expect(isStale(known, known.stepAt + day + 1)).toBe(true);
  });

  it('is always from one to the limit, and never above what is known to be too high', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('throttled'), ageMs: fc.nat(5 * minute) }),
      fc.record({ kind: fc.constant('passed'), ageMs: fc.nat(5 * minute) }),
      fc.record({ kind: fc.constant('asked'), ageMs: fc.constant(0) }),
    );
    const history = fc.array(fc.record({ afterMs: fc.nat(40 * minute), step }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), history, (documented, steps) => {
        let known: LearnedLimit | undefined;
        let now = 0;
        for (const { afterMs, step } of steps) {
          now += afterMs;
          const sentAt = now - step.ageMs;
          if (step.kind === 'throttled') known = learnFromThrottle(known, documented, sentAt, now, lockMs);
          else if (known && step.kind === 'passed') known = learnFromSuccess(known, documented, sentAt, now);
          else if (known) known = stepUp(known, documented, now);
          if (known === undefined) continue;
          expect(known.cap).toBeGreaterThanOrEqual(1);
          expect(known.cap).toBeLessThanOrEqual(documented);
          expect(known.good).toBeLessThanOrEqual(known.cap);
          if (known.proven && known.good < known.cap)
            expect(known.cap).toBeLessThanOrEqual(Math.max(known.ceiling, known.good + 1));
          expect(known.stepMs).toBeLessThanOrEqual(day);
        }
      }),
    );
  });
});
