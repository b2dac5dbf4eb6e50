import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortable } from '../src/time/abortable.ts';
import { bounded } from '../src/time/bounded.ts';
import { isPromise } from '../src/time/is-promise.ts';
import { onAbort } from '../src/time/on-abort.ts';
import { wait } from '../src/time/wait.ts';
import { failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { endOfTick } from './virtual-time.ts';

const never = (): Promise<never> => new Promise(() => undefined);

describe('waiting', () => {
  it('ends when the time is over, not earlier, and leaves neither timer nor listener', async () => {
    const clock = fakeClock();
    const { signal } = new AbortController();
    let over = false;
    const waiting = wait(1000, clock, signal).then(() => {
      over = true;
    });
    clock.advance(999);
    await endOfTick();
    expect(over).toBe(false);
    clock.advance(1);
    await waiting;
    expect([clock.timers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });

  it('ends in the same tick when the signal aborts, with its reason', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const failure = failureOf(wait(1000, clock, controller.signal));
    controller.abort(0);
    expect(clock.timers).toBe(0);
    expect(await failure).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('does not begin when the signal has aborted', async () => {
    const clock = fakeClock();
    expect(await failureOf(wait(1000, clock, AbortSignal.abort('no')))).toBe('no');
    expect(clock.timers).toBe(0);
  });

  it('needs no signal', async () => {
    const clock = fakeClock();
    const waiting = wait(5, clock, undefined);
    clock.advance(5);
    await waiting;
  });
});

describe('work that is bounded', () => {
  const late = () => new Error('late');

  it('settles as it does when it is in time, and leaves no timer', async () => {
    const clock = fakeClock();
    expect(await bounded(Promise.resolve(7), 10, clock, late)).toBe(7);
    expect(await failureOf(bounded(Promise.reject('no'), 10, clock, late))).toBe('no');
    await endOfTick();
    expect(clock.timers).toBe(0);
  });

  it('fails when it takes longer, and its late failure is nobody’s', async () => {
    const clock = fakeClock();
    let reject: (error: unknown) => void = () => undefined;
    const work = new Promise((_resolve, no) => {
      reject = no;
    });
    const failure = failureOf(bounded(work, 10, clock, late));
    clock.advance(10);
    expect(await failure).toMatchObject({ message: 'late' });
    reject('too late');
    await endOfTick();
    expect(clock.timers).toBe(0);
  });
});

describe('work that can be aborted', () => {
  it('settles as it does, and leaves no listener', async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(7), signal)).toBe(7);
    expect(await failureOf(abortable(Promise.reject('no'), signal))).toBe('no');
    await endOfTick();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is left in the same tick when the signal aborts, with its reason', async () => {
    const controller = new AbortController();
    const failure = failureOf(abortable(never(), controller.signal));
    controller.abort(null);
    expect(await failure).toBeNull();
    expect(await failureOf(abortable(never(), controller.signal))).toBeNull();
  });

  it('is the work itself without a signal', () => {
    const work = Promise.resolve(1);
    expect(abortable(work, undefined)).toBe(work);
  });
});

describe('those who listen to one signal', () => {
  it('share one listener of it, and are all told, once, in the order in which they came', () => {
    const controller = new AbortController();
    const told: number[] = [];
    for (let index = 0; index < 50; index += 1) onAbort(controller.signal, () => told.push(index));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort();
    controller.abort();
    expect(told).toEqual(Array.from({ length: 50 }, (_none, index) => index));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('are told no more once they have left, and the last one takes the listener along', () => {
    const controller = new AbortController();
    const told: string[] = [];
    const leaveA = onAbort(controller.signal, () => told.push('a'));
    const leaveB = onAbort(controller.signal, () => told.push('b'));
    leaveA();
    leaveA();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    leaveB();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    onAbort(controller.signal, () => told.push('c'));
    leaveB();
    controller.abort();
    expect(told).toEqual(['c']);
  });

  it('may leave while others are told', () => {
    const controller = new AbortController();
    const told: string[] = [];
    const leave: (() => void)[] = [];
    leave.push(onAbort(controller.signal, () => leave[1]?.()));
    leave.push(onAbort(controller.signal, () => told.push('b')));
    leave.push(onAbort(controller.signal, () => told.push('c')));
    controller.abort();
    expect(told).toContain('c');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});

describe('a value that has to be awaited', () => {
  it.each([
    [Promise.resolve(), true],
    [Object.defineProperty({}, 'then', { value: () => undefined }), true],
    [Object.defineProperty({}, 'then', { value: 7 }), false],
    [{}, false],
    ['text', false],
    [undefined, false],
    [null, false],
  ])('is one with a function for its then: %s', (value, is) => {
    expect(isPromise(value)).toBe(is);
  });
});
