import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForgetfulMap } from '../../src/failure/forgetful-map.ts';

describe('a forgetful map', () => {
  it('keeps whatever matters, and never much more than that', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (lifetime, count) => {
          let now = 0;
          const map = new ForgetfulMap<number>((at) => at <= now - lifetime);
          for (; now < count; now += 1) {
            map.set(`k${now}`, now);
            expect(map.size).toBeLessThanOrEqual(Math.max(1_024, 2 * lifetime + 2));
          }
          const last = now - 1;
          const alive = Math.min(count, lifetime);
          for (let at = last; at > last - alive; at -= 1) expect(map.get(`k${at}`)).toBe(at);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is a map like any other while it is small', () => {
    const map = new ForgetfulMap<number>(() => true);
    for (let index = 0; index < 1_000; index += 1) map.set(`k${index}`, index);
    expect(map.size).toBe(1_000);
    expect([map.set('k', 1), map.get('k'), map.delete('k'), map.has('k')]).toEqual([map, 1, true, false]);
  });
});
