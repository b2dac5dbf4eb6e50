import type { Clock } from 'cliqkit';
import { memoryBudgets, refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../rate/paced.ts';
import { read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';
import { openTokens, scriptedBudgets, scriptedTokens } from './scripted-store.ts';

const user = 'ana';
const minuteMs = 60_000;
const skews = [-5, -1, 1, 5].map((minutes) => minutes * minuteMs);

/** The clock of another machine, which shows another time, and has been up for longer. */
function skewed(clock: Clock, ms: number): Clock {
  return {
    wall: () => clock.wall() + ms,
    mono: () => clock.mono() + 7 * ms + 9e8,
    timer: (delay, fire) => clock.timer(delay, fire),
  };
}

describe('machines whose clocks differ', () => {
  carries.each('S07', skews, 'by %s ms keep to one limit: the store speaks of durations', async (ms) => {
    const { clock, emulator, cliqWith, entries } = await paced();
    const store = memoryBudgets({ clock });
    const machines = [0, ms, 2 * ms].map((skew) =>
      cliqWith({ clock: skewed(clock, skew), pace: { store, user } }),
    );
    await clock.run(() => Promise.all(machines.map((cliq) => times(25, () => read.run(cliq)))));
    expect([entries().length, mostInAnyWindow(timesOf(entries()))]).toEqual([75, 20]);
    expect(emulator.violations()).toEqual([]);
  });

  carries.each('S07', skews, 'by %s ms keep to one lock', async (ms) => {
    const { clock, emulator, cliqWith, arrived } = await paced({ quirks: { duringLock: 'extend' } });
    const store = memoryBudgets({ clock });
    const [one, other] = [0, ms].map((skew) =>
      cliqWith({ clock: skewed(clock, skew), pace: { store, user } }),
    );
    emulator.faults.plan(read.operation, 'throttle');
    if (!one || !other) return;
    await clock.run(() => failureOf(read.run(one, { deadline: 1_000 })));
    await clock.run(() => Promise.all([read.run(other), read.run(one)]));
    expect(timesOf(arrived(read.operation))).toEqual([0, 300_000, 300_000]);
    emulator.faults.assertConsumed();
    expect(emulator.violations()).toEqual([]);
  });

  carries.each('S07', skews, 'by %s ms share a token over hours, and no call fails', async (ms) => {
    const { clock, emulator, cliqWith, entries } = await paced();
    const store = openTokens();
    const machines = [0, ms].map((skew) =>
      cliqWith({ clock: skewed(clock, skew), credentials: refreshToken({ ...emulator.credentials, store }) }),
    );
    for (let visit = 0; visit < 48; visit += 1) {
      await clock.run(() => Promise.all(machines.map((cliq) => read.run(cliq))));
      clock.advance(5 * minuteMs);
    }
    const refused = entries().filter(({ status }) => status === 401);
    const asked = entries().filter(({ operation }) => operation === 'token');
    expect(refused.length).toBeLessThanOrEqual(asked.length); // Each is cured by a token.
    expect(asked.length).toBeLessThanOrEqual(10); // In four hours.
    expect(emulator.violations()).toEqual([]);
  });
});

describe('a store that is slow', () => {
  carries.each(
    'S08',
    [1, 2_000, 4_999],
    '(%s ms for each command) holds calls up for as long, and passes no limit',
    async (afterMs) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const slow = () => Array.from({ length: 500 }, () => ({ afterMs }));
      const store = scriptedBudgets(clock, { acquire: slow(), settle: slow() });
      const cliq = cliqWith({ pace: { store, user } });
      await clock.run(() => times(25, () => read.run(cliq)));
      expect(timesOf(entries())[0]).toBe(afterMs);
      expect(mostInAnyWindow(timesOf(entries()))).toBeLessThanOrEqual(20);
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries(
    'S08',
    'beyond five seconds counts as unreachable, and a slot that it gives after all is given back',
    async () => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const inner = memoryBudgets({ clock });
      const cliq = cliqWith({
        pace: { store: scriptedBudgets(clock, { acquire: [{ afterMs: 5_001 }] }, inner), user },
      });
      expect(await clock.run(() => failureOf(read.run(cliq)))).toMatchObject({
        name: 'StoreError',
        attempts: 0,
      });
      expect(clock.mono()).toBe(5_000);
      clock.advance(10);
      await clock.run(() => times(20, () => read.run(cliq)));
      expect(timesOf(entries()).filter((at) => at < 60_000)).toHaveLength(20);
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries.each(
    'S08',
    [2_000, 60_000],
    '(%s ms for each command) and keeps tokens holds a call up for a bounded time, and does not fail it',
    async (afterMs) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const slow = () => Array.from({ length: 500 }, () => ({ afterMs }));
      const store = scriptedTokens(clock, { read: slow(), write: slow() });
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, store }) });
      await clock.run(() => times(10, () => read.run(cliq)));
      expect(clock.mono()).toBeLessThanOrEqual(30_000);
      expect(entries().filter(({ operation }) => operation === 'token')).toHaveLength(1);
    },
  );
});
