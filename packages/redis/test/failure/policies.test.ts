import type { BudgetStore, Line, NoSlot, Settlement } from '@cliqkit/core';
import { describe, expect, it } from 'vitest';
import type { FakeClock } from '../../../core/test/fake-clock.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { many } from '../../../core/test/paced-client.ts';
import { endOfTick, inVirtualTime, pass } from '../../../core/test/virtual-time.ts';
import type { SharedBudgets } from '../../src/failure/shared-budgets.ts';
import type { PolicyOptions } from '../../src/failure/with-policy.ts';
import { withPolicy } from '../../src/failure/with-policy.ts';
import type { Outage } from './flaky-server.ts';
import { flakyServer, problem } from './flaky-server.ts';

const limits = { limit: 20, windowMs: 60_000, leaseMs: 120_000 };
const sentNow: Settlement = { freeInMs: 60_000, passed: true };
const line: Line = { waiting: 1 };

interface Told {
  readonly at: number;
  readonly slot: string;
  readonly settlement: Settlement;
}

/** A process with a policy, before a server that is away at some times. */
function behind(
  whenUnreachable: PolicyOptions['whenUnreachable'],
  outages: readonly Outage[],
  more: {
    clock?: FakeClock;
    random?: () => number;
    processes?: number;
    shared?: Partial<SharedBudgets>;
  } = {},
) {
  const { clock = fakeClock(), random = () => 1, processes = 4 } = more;
  const server = flakyServer(clock, outages);
  const connection = server.connect();
  const told: Told[] = [];
  const comebacks: { key: string; at: number }[] = [];
  const warnings: string[] = [];
  const shared: SharedBudgets = {
    ...connection,
    async settle(key, slot, settlement, asked) {
      await connection.settle(key, slot, settlement, asked);
      told.push({ at: clock.mono(), slot, settlement });
    },
    comesBack(key, afterCalls) {
      if (afterCalls) comebacks.push({ key, at: clock.mono() });
      connection.comesBack(key, afterCalls);
    },
    ...more.shared,
  };
  const warn = (message: string): void => void warnings.push(message);
  const store = withPolicy(shared, { whenUnreachable, processes, clock, random, warn });
  const ask = async (key = 'k') => store.acquire(key, limits, line);
  const take = async (key = 'k'): Promise<string> => {
    const { slot } = await ask(key);
    if (slot === undefined) throw new Error('there is no slot');
    return slot;
  };
  const refusal = async (key = 'k'): Promise<NoSlot> => {
    const answer = await ask(key);
    if (answer.slot !== undefined) throw new Error('there is a slot');
    return answer;
  };
  /** Asks whenever it was told to, until there is a slot, as a line does. */
  const untilTaken = async (key = 'k'): Promise<string> => {
    for (;;) {
      const answer = await ask(key);
      if (answer.slot !== undefined) return answer.slot;
      await new Promise<void>((resolve) => clock.timer(answer.waitsMs[0] ?? 0, resolve));
    }
  };
  const asks = () => server.commands.filter(({ what }) => what === 'acquire');
  return { clock, server, store, told, comebacks, warnings, ask, take, refusal, untilTaken, asks };
}

const down = (from: number, until: number, how: Outage['how'] = 'refuses'): Outage => ({ from, until, how });
const forEver = Number.POSITIVE_INFINITY;

describe('the policy `fail`', () => {
  it('passes failures on, and asks again each time', async () => {
    const { store, asks, warnings } = behind('fail', [down(0, forEver)]);
    for (let times = 0; times < 3; times += 1) {
      await expect(store.acquire('k', limits, line)).rejects.toThrow(problem);
      await expect(store.settle('k', '1', sentNow, limits)).rejects.toThrow(problem);
    }
    expect([asks().length, warnings]).toEqual([3, []]);
  });
});

describe('the policy `wait`', () => {
  it('lets calls wait, a place for each of the limit, and asks with pauses that grow to five seconds', async () => {
    const { clock, untilTaken, asks, refusal } = behind('wait', [down(0, 60_000)]);
    expect(await refusal()).toEqual({ slot: undefined, reason: 'store', waitsMs: many(20, () => 100) });
    await inVirtualTime(clock, untilTaken());
    const times = asks().map(({ at }) => at);
    expect(times.slice(0, 8)).toEqual([0, 100, 300, 700, 1_500, 3_100, 6_300, 11_300]);
    expect(times.slice(7).map((at, index) => at - (times[index + 6] ?? 0))).toEqual(
      times.slice(7).map(() => 5_000),
    );
  });

  it('spreads the pauses of processes over the second half of each', async () => {
    for (const [dice, ms] of [
      [0, 50],
      [0.5, 75],
    ] as const) {
      const { refusal, clock } = behind('wait', [down(0, forEver)], { random: () => dice });
      expect((await refusal()).waitsMs[0]).toBe(100); // It has just been asked.
      await pass(clock, 1);
      expect((await refusal()).waitsMs[0]).toBe(ms - 1);
    }
  });

  it('puts one question at a time for all keys that have failed, however many ask', async () => {
    const { clock, refusal, asks } = behind('wait', [down(0, 10_000, 'hangs')]);
    const keys = many(10, (index) => `k${index}`);
    await inVirtualTime(clock, Promise.all(keys.map(refusal))); // Each fails once.
    expect([asks().length, clock.mono()]).toEqual([10, 3_000]);
    await pass(clock, 100);
    const all = Promise.all(
      many(5, () => keys)
        .flat()
        .map(refusal),
    );
    await endOfTick();
    expect(asks()).toHaveLength(11);
    await inVirtualTime(clock, all);
    expect(asks()).toHaveLength(11);
  });

  it('asks about a key that has not failed, for another server of a cluster may have it', async () => {
    const clock = fakeClock();
    const server = flakyServer(clock, []);
    const inner = server.connect();
    let asked = 0;
    const shared: SharedBudgets = {
      ...inner,
      async acquire(key, ...rest) {
        if (key === 'lost') {
          asked += 1;
          throw new Error('no');
        }
        return inner.acquire(key, ...rest);
      },
    };
    const { refusal, take } = behind('wait', [], { clock, shared });
    await refusal('lost');
    for (let call = 0; call < 15; call += 1) {
      await take('there');
      await refusal('lost');
    }
    expect(asked).toBe(1); // Answers about others do not bring it back.
    await pass(clock, 100);
    await refusal('lost');
    expect(asked).toBe(2);
  });

  it('wakes all who wait as soon as one of them has an answer, and each of them asks', async () => {
    const { clock, store, ask, untilTaken, server } = behind('wait', [down(0, 1_000)]);
    const woken: string[] = [];
    const stops = ['a', 'b', 'c', 'fine'].map((key) =>
      store.watch?.(key, limits, line, () => woken.push(key)),
    );
    for (const key of ['a', 'b', 'c']) await ask(key);
    await inVirtualTime(clock, untilTaken('a'));
    expect(woken).toEqual(['b', 'c']); // `a` has its answer, and `fine` has not failed.
    expect((await ask('b')).slot).toBeDefined();
    expect((await ask('c')).slot).toBeDefined();
    expect(server.watched).toEqual(['a', 'b', 'c', 'fine']);
    for (const stop of stops) stop?.();
    expect([server.watched, clock.timers]).toEqual([[], 0]);
  });

  it('lets an answer to a question from before the loss not count as a return', async () => {
    const clock = fakeClock();
    let answer: () => void = () => undefined;
    const shared = {
      acquire: (key: string) =>
        key === 'slow'
          ? new Promise<{ slot: string }>((resolve) => {
              answer = () => resolve({ slot: 's' });
            })
          : Promise.reject(new Error('no')),
    };
    const { ask, refusal, warnings } = behind('wait', [], { clock, shared });
    const slow = ask('slow');
    await refusal('k');
    answer();
    expect(await slow).toEqual({ slot: 's' });
    expect((await refusal('k')).waitsMs[0]).toBe(100);
    expect(warnings).toHaveLength(1);
  });

  it('tells what it has kept before it asks, so that the server knows of a lock', async () => {
    const { clock, take, ask, refusal, store, told } = behind('wait', [down(10, 30_000)]);
    const slots = [await take(), await take('other')];
    clock.advance(10);
    await ask();
    await store.settle('k', slots[0] ?? '', { freeInMs: 60_000, passed: false, lockedMs: 300_000 }, limits);
    await store.settle('other', slots[1] ?? '', { freeInMs: 10_000 }, limits);
    expect([told, clock.timers]).toEqual([[], 0]); // Nobody waits.
    clock.advance(30_000);
    expect(await refusal()).toMatchObject({ reason: 'lock' });
    await endOfTick();
    const at = clock.mono();
    expect(told).toEqual([
      { at, slot: slots[0], settlement: { freeInMs: 30_000, passed: false, lockedMs: 270_000 } },
      { at, slot: slots[1], settlement: { freeInMs: 0, passed: undefined } },
    ]);
  });

  it('tells of a lock while calls wait for its end and ask for nothing', async () => {
    const { clock, take, store, told, asks } = behind('wait', [down(10, 30_000)]);
    const slot = await take();
    clock.advance(10);
    const stop = store.watch?.('k', limits, line, () => undefined);
    await store.settle('k', slot, { freeInMs: 60_000, passed: false, lockedMs: 300_000 }, limits);
    await pass(clock, 40_000);
    expect(told).toHaveLength(1);
    expect(told[0]?.at).toBeGreaterThanOrEqual(30_000);
    expect(told[0]?.at).toBeLessThan(35_000 + 10);
    expect([asks().length, clock.timers]).toEqual([1, 0]);
    stop?.();
  });

  it('sets no timer when nobody waits any more', async () => {
    const { clock, take, store } = behind('wait', [down(10, forEver)]);
    const slot = await take();
    clock.advance(10);
    const stop = store.watch?.('k', limits, line, () => undefined);
    await store.settle('k', slot, sentNow, limits);
    expect(clock.timers).toBe(1);
    stop?.();
    expect(clock.timers).toBe(0);
    await pass(clock, 10_000);
    expect(clock.timers).toBe(0);
  });

  it('forgets what makes no difference any more: the lease of the slot is over, and so is the lock', async () => {
    const { clock, take, ask, store, told } = behind('wait', [down(10, 200_000)]);
    const slots = [await take(), await take()];
    clock.advance(10);
    await ask();
    await store.settle('k', slots[0] ?? '', sentNow, limits);
    await store.settle('k', slots[1] ?? '', { ...sentNow, lockedMs: 300_000 }, limits);
    clock.advance(200_000);
    await ask();
    await endOfTick();
    expect(told.map(({ slot }) => slot)).toEqual([slots[1]]);
  });

  it('keeps no more than ten thousand, the latest', async () => {
    const { clock, ask, store, told } = behind('wait', [down(0, 1_000)]);
    await ask();
    for (const index of many(12_000, (n) => n)) await store.settle('k', `s${index}`, sentNow, limits);
    clock.advance(1_000);
    await ask();
    await endOfTick();
    expect([told.length, told[0]?.slot, told.at(-1)?.slot]).toEqual([10_000, 's2000', 's11999']);
  });
});

describe('the policy `local`', () => {
  it('sends nothing for a window and five seconds, then its share of the limit, then waits as for any limit', async () => {
    const { clock, ask, take, refusal } = behind('local', [down(0, forEver)]);
    expect(await refusal()).toMatchObject({ reason: 'store' });
    clock.advance(64_999);
    expect(await refusal()).toEqual({ slot: undefined, reason: 'store', waitsMs: many(20, () => 1) });
    clock.advance(1);
    const slots = await Promise.all(many(5, () => take()));
    expect(new Set(slots).size).toBe(5);
    const answer = await refusal();
    expect(answer).toMatchObject({ reason: 'limit' });
    // The server is asked again before a slot is free.
    expect(answer.waitsMs).toEqual([expect.any(Number), 60_000, 60_000, 60_000, 60_000]);
    expect(answer.waitsMs[0]).toBeLessThanOrEqual(2_000);
    expect((await ask('another')).slot).toBeUndefined();
  });

  it.each([
    [1, 20],
    [3, 6],
    [20, 1],
    [50, 1],
  ])('gives %i processes %i calls each', async (processes, share) => {
    const { clock, ask } = behind('local', [down(0, forEver)], { processes });
    await ask();
    clock.advance(65_000);
    const answers = await Promise.all(many(30, () => ask()));
    expect(answers.filter(({ slot }) => slot !== undefined)).toHaveLength(share);
  });

  it('goes by the server alone if that is back within the window, and says nothing of it', async () => {
    const { clock, take, refusal, comebacks } = behind('local', [down(1_000, 30_000)]);
    await take();
    clock.advance(1_000);
    await refusal();
    clock.advance(40_000);
    expect(await take()).not.toMatch(/^own/);
    expect(comebacks).toEqual([]);
  });

  it('tells the server on its return of every budget that it has used, and calls no more by itself', async () => {
    const { clock, take, refusal, comebacks } = behind('local', [down(0, 100_000)]);
    for (const key of ['used', 'unused']) await refusal(key);
    clock.advance(65_000);
    await take('used');
    clock.advance(40_000);
    const at = clock.mono();
    expect(await refusal('used')).toEqual({
      slot: undefined,
      reason: 'store',
      waitsMs: many(20, () => 65_000),
    });
    // Others may have used it: they can have been without the server for long enough.
    expect(await refusal('unused')).toMatchObject({ reason: 'store', waitsMs: many(20, () => 65_000) });
    const sinceThen = () => comebacks.filter((comeback) => comeback.at >= at);
    expect(sinceThen()).toEqual(['used', 'unused'].map((key) => ({ key, at })));
    clock.advance(65_000);
    expect(await take('used')).not.toMatch(/^own/);
    expect(sinceThen()).toHaveLength(2);
  });

  it('says nothing of calls that were long ago when the server has long been back', async () => {
    const { clock, take, refusal } = behind('local', [down(0, 100_000)]);
    for (const key of ['k', 'other']) await refusal(key);
    clock.advance(65_000);
    await take('k');
    clock.advance(40_000);
    await refusal('other'); // The server is back.
    clock.advance(65_000);
    expect(await take('k')).not.toMatch(/^own/);
  });

  it('gives a slot back to where it is from', async () => {
    const { clock, take, refusal, store, told } = behind('local', [down(1_000, 80_000)]);
    const shared = await take();
    clock.advance(1_000);
    await refusal();
    clock.advance(65_000);
    const own = await Promise.all(many(5, () => take()));
    await refusal();
    await store.settle('k', own[0] ?? '', { freeInMs: 0 }, limits);
    expect(await take()).toMatch(/^own/); // It is free again here.
    await store.settle('k', shared, sentNow, limits);
    clock.advance(20_000);
    await refusal();
    await endOfTick();
    await store.settle('k', own[1] ?? '', sentNow, limits);
    expect(told.map(({ slot }) => slot)).toEqual([shared]);
  });

  it('keeps to a lock that it met before the server was lost, or heard of from it', async () => {
    for (const hears of [false, true]) {
      const { clock, take, refusal, store } = behind('local', [down(1_000, forEver)]);
      await store.settle('k', await take(), { freeInMs: 60_000, passed: false, lockedMs: 300_000 }, limits);
      if (hears) await refusal();
      clock.advance(1_000);
      await refusal();
      clock.advance(100_000);
      const lockMs = 300_000 - clock.mono();
      expect(await refusal()).toEqual({
        slot: undefined,
        reason: 'lock',
        waitsMs: many(20, () => lockMs),
      });
      clock.advance(lockMs);
      await take();
    }
  });

  it('tells the server of a lock that it met without it', async () => {
    const { clock, take, refusal, store, told } = behind('local', [down(0, 80_000)]);
    await refusal();
    clock.advance(65_000);
    const slot = await take();
    await store.settle('k', slot, { freeInMs: 60_000, passed: false, lockedMs: 300_000 }, limits);
    expect(await refusal()).toMatchObject({ reason: 'lock' });
    clock.advance(20_000);
    await refusal();
    await endOfTick();
    expect(told).toEqual([
      { at: 85_000, slot, settlement: { freeInMs: 0, passed: undefined, lockedMs: 280_000 } },
    ]);
    clock.advance(65_000);
    expect(await refusal()).toMatchObject({ reason: 'lock', waitsMs: many(20, () => 215_000) });
  });

  it('waits anew when the server was there in between: it may have given slots to others', async () => {
    const { clock, refusal, take } = behind('local', [down(0, 70_000), down(71_000, forEver)]);
    await refusal('a');
    await refusal('b');
    clock.advance(70_500);
    await refusal('a'); // Has an answer.
    clock.advance(1_000);
    for (const key of ['a', 'b']) expect(await refusal(key)).toMatchObject({ reason: 'store' });
    clock.advance(64_999);
    for (const key of ['a', 'b']) expect(await refusal(key)).toMatchObject({ reason: 'store' });
    clock.advance(1);
    for (const key of ['a', 'b']) expect(await take(key)).toMatch(/^own/);
  });
});

describe('every policy', () => {
  it.each(['fail', 'wait', 'local'] as const)(
    'is nothing but the server while that answers: %s',
    async (policy) => {
      const { store, take, refusal, told, comebacks, warnings, clock, server } = behind(policy, []);
      const slots: string[] = [];
      for (let call = 0; call < 20; call += 1) slots.push(await take());
      expect(await refusal()).toMatchObject({ reason: 'limit' });
      await store.settle('k', slots[0] ?? '', { freeInMs: 0 }, limits);
      await take();
      expect(told).toEqual([{ at: 0, slot: slots[0], settlement: { freeInMs: 0 } }]);
      expect([comebacks, warnings, clock.timers, server.commands.length]).toEqual([[], [], 0, 23]);
    },
  );

  it.each(['wait', 'local'] as const)(
    'forgets users of long ago, in an outage without end: the memory it takes is bounded: %s',
    async (policy) => {
      const { clock, ask, asks } = behind(policy, [down(0, forEver)]);
      for (let user = 0; user < 5_000; user += 1) {
        await ask(`k${user}`);
        clock.advance(1_000);
      }
      expect(asks()).toHaveLength(5_000);
      // The first question is for a user that it does not know; the second is the one for all who are known, and wait then.
      for (const key of ['k0', 'k0', 'k4940', 'k0']) await ask(key);
      expect(asks()).toHaveLength(5_002);
    },
  );

  it.each(['wait', 'local'] as const)(
    'fails with nothing that a server of its own throws: %s',
    async (policy) => {
      const secret = 'redis://:c4n4ry@10.0.0.1';
      const broken: Partial<BudgetStore> = {
        acquire() {
          throw new Error(secret);
        },
        settle() {
          throw new Error(secret);
        },
      };
      const { refusal, store, warnings } = behind(policy, [], { shared: broken });
      expect(await refusal()).toMatchObject({ reason: 'store' });
      await store.settle('k', '1', sentNow, limits);
      expect(warnings).toHaveLength(1);
      expect(warnings.join()).not.toContain('c4n4ry');
    },
  );
});
