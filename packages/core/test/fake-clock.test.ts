import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeClock, start } from './fake-clock.ts';

describe('the clock of the tests', () => {
  it('fires timers in order of time, those of one moment in order of setting, and no cancelled one', () => {
    const timers = fc.array(fc.record({ ms: fc.integer({ min: -5, max: 20 }), cancelled: fc.boolean() }));
    fc.assert(
      fc.property(timers, fc.integer({ min: 0, max: 25 }), (set, until) => {
        const clock = fakeClock();
        const fired: number[] = [];
        set.forEach(({ ms, cancelled }, index) => {
          const cancel = clock.timer(ms, () => fired.push(index));
          if (cancelled) cancel();
        });
        expect(clock.timers).toBe(set.filter(({ cancelled }) => !cancelled).length);
        clock.advance(until);
        const due = set.flatMap(({ ms, cancelled }, index) =>
          !cancelled && ms <= until ? [{ at: Math.max(0, ms), index }] : [],
        );
        expect(fired).toEqual(due.sort((a, b) => a.at - b.at).map(({ index }) => index));
        expect(clock.mono()).toBe(until);
        const later = set.filter(({ ms, cancelled }) => !cancelled && ms > until).length;
        expect(clock.timers).toBe(later);
        while (clock.toNextTimer());
        expect([fired.length, clock.timers]).toEqual([due.length + later, 0]);
      }),
    );
  });

  it('fires what a timer sets, at its own time', () => {
    const clock = fakeClock();
    const at: number[] = [];
    clock.timer(10, () => {
      at.push(clock.mono());
      clock.timer(5, () => at.push(clock.mono()));
    });
    clock.advance(20);
    expect(at).toEqual([10, 15]);
  });

  it('steps the wall clock alone', () => {
    const clock = fakeClock();
    clock.advance(7);
    clock.stepWall(-3);
    expect([clock.wall() - start, clock.mono()]).toEqual([4, 7]);
  });

  it('cancels a timer once, and not one that has fired', () => {
    const clock = fakeClock();
    const cancel = clock.timer(1, () => undefined);
    clock.timer(9, () => undefined);
    clock.advance(1);
    cancel();
    cancel();
    expect(clock.timers).toBe(1);
  });
});
