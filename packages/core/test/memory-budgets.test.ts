import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetKey } from '../src/budget/budget-key.ts';
import type { BudgetStore, NoSlot, Settlement } from '../src/budget/budget-store.ts';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { fakeClock } from './fake-clock.ts';
import { many } from './paced-client.ts';

const windowMs = 60_000;
const limits = { limit: 3, windowMs, leaseMs: 90_000 };

/** A store whose answers are known to come at once. */
function store() {
  const clock = fakeClock();
  const budgets: BudgetStore = memoryBudgets({ clock });
  const ask = (key = 'k', asked = limits) => {
    const answer = budgets.acquire(key, asked);
    if ('then' in answer) throw new Error('memory answers at once');
    return answer;
  };
  const take = (key = 'k', asked = limits): string => {
    const { slot } = ask(key, asked);
    if (slot === undefined) throw new Error('there is no slot');
    return slot;
  };
  const refused = (key = 'k', asked = limits): NoSlot => {
    const answer = ask(key, asked);
    if (answer.slot !== undefined) throw new Error('there is a slot');
    return answer;
  };
  const settle = (slot: string, settlement: Settlement, key = 'k', asked = limits) =>
    void budgets.settle(key, slot, settlement, asked);
  return { clock, take, refused, settle };
}

describe('a budget in memory', () => {
  it('hands out as many slots as the limit, each once', () => {
    const { take, refused } = store();
    expect(new Set(many(3, () => take())).size).toBe(3);
    expect(refused().reason).toBe('limit');
  });

  it('keeps a lock of a call whose slot it does not know any more', () => {
    const { clock, refused, settle, take } = store();
    settle('gone', { freeInMs: windowMs, passed: false, lockedMs: 300_000 });
    expect(refused()).toEqual({ slot: undefined, reason: 'lock', waitsMs: [300_000, 300_000, 300_000] });
    clock.advance(300_000);
    take();
  });

  it('tells when slots become free, soonest first; one whose reply is awaited in a window at the earliest', () => {
    const { clock, take, refused, settle } = store();
    const [a, b] = many(3, () => take());
    clock.advance(1000);
    settle(a ?? '', { freeInMs: windowMs, passed: true });
    clock.advance(1000);
    settle(b ?? '', { freeInMs: 5 });
    expect(refused().waitsMs).toEqual([5, 59_000, windowMs]);
    clock.advance(5);
    take();
    expect(refused().waitsMs).toEqual([58_995, windowMs, windowMs]);
  });

  it('tells how long a slot is held after a call without a reply, though that is longer than a window', () => {
    const { take, refused, settle } = store();
    for (const slot of many(3, () => take())) settle(slot, { freeInMs: 90_000 });
    expect(refused().waitsMs).toEqual([90_000, 90_000, 90_000]);
  });

  it('tells the end of the lease of a slot that nobody gave back, once that is nearer', () => {
    const { clock, take, refused } = store();
    for (const _slot of many(3, () => take()));
    clock.advance(80_000);
    expect(refused().waitsMs).toEqual([10_000, 10_000, 10_000]);
    clock.advance(9999);
    refused();
    clock.advance(1);
    take();
  });

  it('is locked as long as the longest lock says, whatever slots are free', () => {
    const { clock, take, refused, settle } = store();
    const [a, b] = [take(), take()];
    settle(a, { freeInMs: windowMs, passed: false, lockedMs: 300_000 });
    settle(b, { freeInMs: windowMs, passed: false, lockedMs: 10_000 });
    expect(refused()).toEqual({ slot: undefined, reason: 'lock', waitsMs: [300_000] });
    clock.advance(299_999);
    expect(refused().reason).toBe('lock');
    clock.advance(1);
    take();
  });

  it('is locked even if the slot that was throttled is gone, with its lease', () => {
    const { clock, take, refused, settle } = store();
    const late = take();
    clock.advance(100_000);
    settle(take(), { freeInMs: 0 });
    settle(late, { freeInMs: windowMs, passed: false, lockedMs: 300_000 });
    expect(refused()).toMatchObject({ reason: 'lock', waitsMs: [300_000, 300_000, 300_000] });
  });

  it('halves what it hands out after a throttle', () => {
    const { clock, take, refused, settle } = store();
    const wide = { ...limits, limit: 20 };
    const slots = many(20, () => take('k', wide));
    for (const slot of slots.slice(1)) settle(slot, { freeInMs: windowMs, passed: true }, 'k', wide);
    settle(slots[0] ?? '', { freeInMs: windowMs, passed: false, lockedMs: 300_000 }, 'k', wide);
    expect(refused('k', wide).waitsMs).toHaveLength(10);
    clock.advance(300_000);
    for (const _slot of many(10, () => take('k', wide)));
    expect(refused('k', wide)).toMatchObject({ reason: 'limit', waitsMs: many(10, () => windowMs) });
  });

  it.each([
    ['that it does not know', 'k', '99'],
    ['of a budget that it does not know', 'other', '1'],
  ])('takes back a slot %s without a word', (_which, key, slot) => {
    const { take, refused, settle } = store();
    for (const _slot of many(3, () => take()));
    settle(slot, { freeInMs: 0, passed: true, lockedMs: 0 }, key);
    expect(refused().reason).toBe('limit');
  });

  it('does not share with another key', () => {
    const { take, settle } = store();
    settle(take('a'), { freeInMs: windowMs, passed: false, lockedMs: 300_000 }, 'a');
    for (const _slot of many(3, () => take('b')));
  });

  it('never hands out more slots in a window than the limit, whatever comes back when', () => {
    const step = fc.record({ afterMs: fc.nat(40_000), gives: fc.nat(5), takes: fc.nat(5) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step, { maxLength: 60 }), (limit, steps) => {
        const clock = fakeClock();
        const budgets = memoryBudgets({ clock });
        const asked = { ...limits, limit };
        const out: { slot: string; at: number }[] = [];
        const given: number[] = [];
        for (const { afterMs, gives, takes } of steps) {
          clock.advance(afterMs);
          for (const { slot } of out.splice(0, gives))
            void budgets.settle('k', slot, { freeInMs: windowMs, passed: true }, asked);
          for (let index = 0; index < takes; index += 1) {
            const answer = budgets.acquire('k', asked);
            if ('then' in answer || answer.slot === undefined) continue;
            out.push({ slot: answer.slot, at: clock.mono() });
            given.push(clock.mono());
          }
          const now = clock.mono();
          expect(given.filter((at) => at > now - windowMs).length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });
});

describe('a store in memory', () => {
  it('forgets users who no longer call, and no lock, no slot, and nothing that was learned of late', () => {
    const { clock, take, refused, settle } = store();
    settle(take('gone'), { freeInMs: windowMs, passed: true }, 'gone');
    settle(take('locked'), { freeInMs: windowMs, passed: false, lockedMs: 2 * 3_600_000 }, 'locked');
    for (const _slot of many(3, () => take('held')));
    clock.advance(3_600_000);
    for (const _slot of many(3, () => take('held')));
    for (const index of many(1024, (each) => each)) take(`other-${index}`);
    expect(refused('locked').reason).toBe('lock');
    expect(refused('held').reason).toBe('limit');
    clock.advance(3_600_000);
    for (const index of many(1024, (each) => each)) take(`more-${index}`);
    take('locked');
    expect(refused('locked').reason).toBe('limit'); // Half of three is one.
  });

  it('does not forget a lock of which only a late reply has told', () => {
    const { clock, take, refused, settle } = store();
    const late = take('late');
    clock.advance(100_000);
    settle(take('late'), { freeInMs: 0 }, 'late');
    settle(late, { freeInMs: windowMs, passed: false, lockedMs: 3_600_000 }, 'late');
    for (const index of many(1024, (each) => each)) take(`other-${index}`);
    expect(refused('late').reason).toBe('lock');
  });

  it('forgets what it learned of users who have not called for a day', () => {
    const { clock, take, settle } = store();
    settle(take('strict'), { freeInMs: windowMs, passed: false, lockedMs: 300_000 }, 'strict');
    clock.advance(25 * 3_600_000);
    for (const index of many(1024, (each) => each)) take(`other-${index}`);
    for (const _slot of many(3, () => take('strict')));
  });

  it('works with the clock of the machine', () => {
    const answer = memoryBudgets().acquire('k', limits);
    expect(answer).toEqual({ slot: expect.any(String) });
  });
});

describe('the name of a budget', () => {
  it('is never the same for two users or two buckets, whatever is in them', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[:0-9a-c*{}]{0,6}$/));
    const pair = fc.tuple(text, text);
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const same = a[0] === b[0] && a[1] === b[1];
        expect(budgetKey(...a) === budgetKey(...b)).toBe(same);
      }),
      { numRuns: 2000 },
    );
  });
});
