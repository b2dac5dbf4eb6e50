import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { WaitingLine } from '../src/budget/waiting-line.ts';
import type { Call } from '../src/call/call.ts';
import { createCall } from '../src/call/call.ts';
import { fakeClock } from './fake-clock.ts';
import { many } from './paced-client.ts';
import { endOfTick, inVirtualTime } from './virtual-time.ts';

const { limit, windowMs } = operations.getPinnedMessages;
const limits = { limit, windowMs, leaseMs: 2 * windowMs };

/** Calls that wait for one budget at once, the places that each was told, and which were let go or refused, in order. */
function longLine(count: number, endsAt: (index: number) => number = () => Number.POSITIVE_INFINITY) {
  const clock = fakeClock();
  const calls = many(count, (index) => ({
    ...createCall(operations.getPinnedMessages),
    endsAt: endsAt(index),
  }));
  const told = new Map<Call, number[]>(calls.map((call) => [call, []]));
  const [gone, refused]: [number[], number[]] = [[], []];
  const line = new WaitingLine('b', 'k', limits, {
    store: memoryBudgets({ clock }),
    clock,
    tooLate: () => new Error('too late'),
    storeFailed: () => new Error('the store has failed'),
    waits: (call, _reason, _waitMs, place) => told.get(call)?.push(place),
    warn: (message) => expect.unreachable(message),
  });
  const ended = calls.map(async (call, index) => {
    const slot = await Promise.resolve(line.enter(call, undefined)).catch(() => undefined);
    (slot === undefined ? refused : gone).push(index);
    if (slot === undefined) return;
    // Each reply takes another time, so that slots become free one by one.
    clock.timer(50 + ((index * 37) % 101), () => line.leave(slot, { freeInMs: windowMs, passed: true }));
  });
  return { clock, line, places: () => [...told.values()], gone, refused, ended: Promise.all(ended) };
}

describe('a line of many', () => {
  it('lets all go in their order, and tells each of its place again when that has halved, or a little later', async () => {
    const { clock, places, gone, refused, ended } = longLine(800);
    await inVirtualTime(clock, ended);
    expect([gone, refused]).toEqual([many(800, (index) => index), []]);
    for (const [index, [first, ...later]] of places().slice(limit).entries()) {
      expect(first).toBe(index + 1);
      let before = index + 1;
      for (const place of later) {
        expect(place).toBeLessThanOrEqual(before / 2);
        expect(place).toBeGreaterThanOrEqual(Math.floor(before * 0.4) - 1);
        before = place;
      }
      expect(before).toBeLessThanOrEqual(3); // A few may go at once.
    }
  });

  it('refuses at once all who have no time for a lock, wherever they stand', async () => {
    const hasTime = (index: number): boolean => index % 3 === 0;
    const { clock, line, gone, refused, ended } = longLine(800, (index) =>
      hasTime(index) ? Number.POSITIVE_INFINITY : 41 * windowMs,
    );
    await endOfTick();
    expect([gone.length, refused]).toEqual([limit, []]);
    line.leave('of another', { freeInMs: windowMs, passed: false, lockedMs: windowMs });
    await endOfTick();
    expect(refused).toEqual([]);
    line.leave('of another', { freeInMs: windowMs, passed: false, lockedMs: 41 * windowMs });
    await endOfTick();
    expect(refused).toEqual(many(800, (index) => index).filter((index) => index >= limit && !hasTime(index)));
    expect(clock.mono()).toBe(0);
    await inVirtualTime(clock, ended);
    expect(gone).toEqual(many(800, (index) => index).filter((index) => index < limit || hasTime(index)));
  });
});
