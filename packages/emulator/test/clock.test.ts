import { afterEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../src/index.ts';

const hour = 3_600_000;
const machine = Date.UTC(2027, 0, 1);

/** Takes the machine's clock into the test's hands; the offset and the real clock go by it. */
function holdMachine(): void {
  vi.useFakeTimers({ now: machine, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
}

afterEach(() => vi.useRealTimers());

describe('a frozen clock', () => {
  test('stands still, at 22 November 2026, 09:00 UTC unless told otherwise', () => {
    expect(new Date(createClock().wall()).toISOString()).toBe('2026-11-22T09:00:00.000Z');
    const clock = createClock({ at: 5 });
    expect([clock.wall(), clock.mono()]).toEqual([5, 0]);
  });

  test('is moved by advance, both hands alike', () => {
    const clock = createClock({ at: 1000 });
    clock.advance(250);
    expect([clock.wall(), clock.mono()]).toEqual([1250, 250]);
  });

  test('fires what is due in order of time, then of creation, and shows that time', () => {
    const clock = createClock();
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.mono()]);
    clock.timer(20, note('later'));
    clock.timer(10, note('first'));
    clock.timer(10, note('second'));
    clock.timer(0, note('now'));
    clock.timer(Number.NaN, note('at once'));
    clock.timer(31, note('never'));
    expect(clock.timers).toBe(6);
    clock.advance(30);
    expect(fired).toEqual([
      ['now', 0],
      ['at once', 0],
      ['first', 10],
      ['second', 10],
      ['later', 20],
    ]);
    expect([clock.mono(), clock.timers]).toEqual([30, 1]);
  });

  test('fires timers that timers make, if they are due within the same advance', () => {
    const clock = createClock();
    const fired: number[] = [];
    const tick = (): void => {
      fired.push(clock.mono());
      clock.timer(10, tick);
    };
    clock.timer(10, tick);
    clock.advance(35);
    expect([fired, clock.timers]).toEqual([[10, 20, 30], 1]);
  });

  test('does not fire what was cancelled, also by a timer of the same time', () => {
    const clock = createClock();
    const fire = vi.fn();
    const cancel = clock.timer(10, fire);
    clock.timer(5, fire)();
    clock.timer(10, fire);
    clock.timer(1, cancel);
    clock.advance(10);
    expect([fire.mock.calls.length, clock.timers]).toEqual([1, 0]);
    cancel();
  });

  test('can be advanced by a timer', () => {
    const clock = createClock();
    clock.timer(10, () => clock.advance(100));
    clock.advance(20);
    expect(clock.mono()).toBe(110);
  });

  test('goes on after a timer that throws', () => {
    const clock = createClock();
    const fire = vi.fn();
    clock.timer(1, () => {
      throw new Error('broken timer');
    });
    clock.timer(2, fire);
    expect(() => clock.advance(5)).toThrow('broken timer');
    clock.advance(5);
    expect(fire).toHaveBeenCalledOnce();
  });

  test('steps its wall alone, and only for this machine', () => {
    const clock = createClock({ at: 10 * hour });
    const fire = vi.fn();
    clock.timer(hour, fire);
    clock.stepWall(-2 * hour);
    expect([clock.wall(), clock.mono(), fire.mock.calls.length]).toEqual([8 * hour, 0, 0]);
    clock.stepWall(5 * hour);
    expect([clock.wall(), clock.server.wall(), clock.server.mono()]).toEqual([13 * hour, 10 * hour, 0]);
  });

  test('asleep stands still but for its wall, and other machines do not sleep', () => {
    const clock = createClock({ at: 0 });
    const fire = vi.fn();
    clock.server.timer(hour, fire);
    clock.suspend(3 * hour);
    expect([clock.wall(), clock.mono(), fire.mock.calls.length]).toEqual([3 * hour, 0, 0]);
    expect([clock.server.wall(), clock.server.mono(), clock.timers]).toEqual([3 * hour, 3 * hour, 1]);
    clock.advance(hour);
    expect([clock.wall(), clock.mono(), fire.mock.calls.length]).toEqual([4 * hour, hour, 1]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('cannot pass %d ms', (ms) => {
    const clock = createClock();
    expect(() => clock.advance(ms)).toThrow('is not a duration');
    expect(() => clock.suspend(ms)).toThrow('is not a duration');
    if (ms !== -1) expect(() => clock.stepWall(ms)).toThrow('is not a number of milliseconds');
  });
});

describe('an offset clock', () => {
  test('is the clock of the machine, ahead by what it was advanced', () => {
    holdMachine();
    const clock = createClock({ mode: 'offset' });
    const before = clock.mono();
    vi.advanceTimersByTime(1000);
    clock.advance(hour);
    expect([clock.wall() - machine, clock.mono() - before]).toEqual([hour + 1000, hour + 1000]);
    clock.stepWall(-500);
    clock.suspend(hour);
    expect([clock.wall() - machine, clock.mono() - before]).toEqual([2 * hour + 500, hour + 1000]);
  });

  test('can start at a time of its own', () => {
    holdMachine();
    const clock = createClock({ mode: 'offset', at: 1000 });
    vi.advanceTimersByTime(50);
    expect(clock.wall()).toBe(1050);
  });

  test('fires with the machine, and early when advanced', () => {
    holdMachine();
    const clock = createClock({ mode: 'offset' });
    const fired: string[] = [];
    clock.timer(hour, () => fired.push('early'));
    clock.timer(100, () => fired.push('on time'));
    vi.advanceTimersByTime(99);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(fired).toEqual(['on time']);
    clock.advance(hour - 101);
    expect([fired.length, clock.timers]).toEqual([1, 1]);
    vi.advanceTimersByTime(1);
    expect([fired, clock.timers, vi.getTimerCount()]).toEqual([['on time', 'early'], 0, 0]);
  });

  test('goes on after a timer that throws', () => {
    holdMachine();
    const clock = createClock({ mode: 'offset' });
    const fire = vi.fn();
    clock.timer(10, () => {
      throw new Error('broken timer');
    });
    clock.timer(20, fire);
    expect(() => vi.advanceTimersByTime(10)).toThrow('broken timer');
    vi.advanceTimersByTime(10);
    expect(fire).toHaveBeenCalledOnce();
  });
});

describe('a real clock', () => {
  test('is the clock of the machine', () => {
    holdMachine();
    const clock = createClock({ mode: 'real' });
    const fire = vi.fn();
    const before = clock.mono();
    clock.timer(50, fire);
    clock.timer(20, fire)();
    vi.advanceTimersByTime(50);
    expect([clock.wall(), clock.mono() - before, fire.mock.calls.length]).toEqual([machine + 50, 50, 1]);
  });

  test('waits for longer than the machine can', () => {
    holdMachine();
    const clock = createClock({ mode: 'real' });
    const fire = vi.fn();
    clock.timer(2 ** 32, fire);
    vi.advanceTimersByTime(2 ** 32 - 1);
    expect(fire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fire).toHaveBeenCalledOnce();
  });

  test('cannot be turned', async () => {
    const clock = createClock({ mode: 'real' });
    for (const turn of [clock.advance, clock.stepWall, clock.suspend]) {
      expect(() => turn(1)).toThrow('needs a clock in mode offset or frozen; this one is real');
    }
    expect(() => createClock({ mode: 'real', at: 1 })).toThrow('leave out `at`');
  });
});

test.each(['real', 'offset'] as const)('a clock in mode %s cannot run work', async (mode) => {
  await expect(createClock({ mode }).run(async () => 1)).rejects.toThrow(
    `that stands still; this one is ${mode}`,
  );
});

describe('the rate of a clock', () => {
  test('freezing keeps what has passed, and running again goes on from there', () => {
    const clock = createClock({ mode: 'offset', at: 1_000_000 });
    clock.setRate(0);
    const stopped = clock.wall();
    clock.advance(500);
    expect(clock.wall()).toBe(stopped + 500);
    clock.setRate(1);
    expect(clock.wall()).toBeGreaterThanOrEqual(stopped + 500);
    expect(clock.rate).toBe(1);
  });

  test('at a thousandfold a minute of timers fires within real milliseconds', async () => {
    const clock = createClock({ mode: 'offset', rate: 1000 });
    const before = clock.mono();
    await new Promise<void>((resolve) => clock.timer(60_000, resolve));
    expect(clock.mono() - before).toBeGreaterThanOrEqual(60_000);
  });

  test('a timer of a clock that stood still fires after it runs again', async () => {
    const clock = createClock();
    const fired = new Promise<void>((resolve) => clock.timer(50, resolve));
    clock.setRate(1000);
    await fired;
    expect(clock.timers).toBe(0);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the rate %s', (rate) => {
    expect(() => createClock().setRate(rate)).toThrow(`${rate} is not a rate`);
    expect(() => createClock({ mode: 'offset', rate })).toThrow(`${rate} is not a rate`);
  });

  test('the machine’s own clock keeps its rate, and a frozen one takes none', () => {
    expect(() => createClock({ mode: 'real' }).setRate(2)).toThrow('setRate() needs a clock in mode offset');
    expect(() => createClock({ rate: 2 })).toThrow('only a clock in mode offset');
  });
});
