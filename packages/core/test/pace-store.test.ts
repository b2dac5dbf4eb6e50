import { getEventListeners } from 'node:events';
import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import type { BudgetStore, Settlement } from '../src/budget/budget-store.ts';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { InputError } from '../src/errors/input-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { StoreError } from '../src/errors/store-error.ts';
import { compose } from '../src/middleware/compose.ts';
import { deadline } from '../src/middleware/deadline.ts';
import { pace } from '../src/middleware/pace.ts';
import { errorOf, failureOf, thrownBy } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { many, pacedClient } from './paced-client.ts';
import { networkFailure, plainCall } from './plain-call.ts';
import { untyped } from './test-client.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const page = json({ data: [] });
const secret = 'redis://:c4n4ry@10.0.0.1:6379';
const slot = { slot: '1' };
const wrong = (): never => {
  throw new Error(`connect ${secret}`);
};
const never = (): Promise<never> => new Promise(() => undefined);

/** Ways in which a store can fail to answer. */
const failures: [how: string, answer: () => unknown][] = [
  ['throws', wrong],
  ['rejects', async () => wrong()],
  ['never answers', never],
  ['answers nothing', () => undefined],
  ['answers nothing in the end', async () => undefined],
  ['answers null', () => null],
  ['answers text', () => 'OK'],
  ['answers text in the end', async () => 'OK'],
  ['says neither yes nor when', () => ({})],
  ['says neither yes nor when in the end', async () => ({})],
];

function withStore(store: Partial<BudgetStore>, clock: FakeClock = fakeClock()) {
  const { fetch, sent } = fakeFetch(page);
  const warnings: string[] = [];
  const logger = { warn: (message: string) => warnings.push(message) };
  const inner = memoryBudgets({ clock });
  const whole: BudgetStore = { acquire: inner.acquire, settle: inner.settle, ...store };
  const client = pacedClient({ clock, fetch, logger, pace: { store: whole, user: 'ana' } });
  return { clock, sent, warnings, inner, ...client };
}

describe('a store that', () => {
  it.each(failures)(
    '%s when it is asked for a slot fails the call in time, and nothing is sent',
    async (_how, answer) => {
      const { clock, sent, read, post } = withStore({ acquire: untyped(answer) });
      for (const [call, operation] of [
        [read, 'getPinnedMessages'],
        [post, 'sendMessageToThread'],
      ] as const) {
        const since = clock.mono();
        const error = await errorOf(StoreError, inVirtualTime(clock, call()));
        expect(error).toMatchObject({ operation, outcome: 'notApplied', retryable: true, attempts: 0 });
        expect(error.message).toContain('nothing was sent');
        expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('c4n4ry');
        expect(error.cause).toBeUndefined();
        expect(clock.mono() - since).toBeLessThanOrEqual(5000);
      }
      expect([sent.length, clock.timers]).toEqual([0, 0]);
    },
  );

  it('fails does so for all who wait, and is asked once for them', async () => {
    let asked = 0;
    const { clock, sent, read } = withStore({
      acquire: () => {
        asked += 1;
        return never();
      },
    });
    const results = await inVirtualTime(clock, Promise.allSettled(many(30, () => read())));
    expect(
      results.every((result) => result.status === 'rejected' && result.reason instanceof StoreError),
    ).toBe(true);
    expect([sent.length, asked, clock.mono(), clock.timers]).toEqual([0, 1, 5000, 0]);
  });

  it('works again is used again', async () => {
    let working = false;
    const clock = fakeClock();
    const inner = memoryBudgets({ clock });
    const { read, sent } = withStore(
      { acquire: (...about) => (working ? inner.acquire(...about) : wrong()) },
      clock,
    );
    await errorOf(StoreError, read());
    working = true;
    await read();
    expect(sent).toHaveLength(1);
  });

  it('hangs is no longer waited for when nobody is left', async () => {
    const { clock, read } = withStore({ acquire: never });
    const [first, second] = [new AbortController(), new AbortController()];
    const failures = [first, second].map(({ signal }) => failureOf(read({ signal })));
    await endOfTick();
    first.abort('first');
    expect(await failures[0]).toBe('first');
    expect(clock.timers).toBe(1); // The second still waits for the answer.
    second.abort('second');
    expect(await failures[1]).toBe('second');
    await endOfTick();
    expect(clock.timers).toBe(0);
  });

  it('hangs is asked anew for a call that comes just when nobody is left', async () => {
    for (let ticks = 0; ticks < 12; ticks += 1) {
      const clock = fakeClock();
      const inner = memoryBudgets({ clock });
      let asked = 0;
      const { read } = withStore(
        {
          acquire: (...about) => {
            asked += 1;
            return asked === 1 ? never() : inner.acquire(...about);
          },
        },
        clock,
      );
      const controller = new AbortController();
      const failure = failureOf(read({ signal: controller.signal }));
      await endOfTick();
      controller.abort('enough');
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      const second = read();
      expect(await failure).toBe('enough');
      expect(await inVirtualTime(clock, second)).toEqual({ data: [] });
      expect([asked, clock.mono(), clock.timers]).toEqual([2, 0, 0]);
    }
  });

  it('hangs does not hold up an abort', async () => {
    const { clock, sent, read } = withStore({ acquire: never });
    const controller = new AbortController();
    const failure = failureOf(read({ signal: controller.signal }));
    await endOfTick();
    controller.abort('enough');
    expect(await failure).toBe('enough');
    await pass(clock, 5000);
    expect([sent.length, clock.timers]).toEqual([0, 0]);
  });

  it.each(failures.filter(([how]) => /^(throws|rejects|never)/.test(how)))(
    '%s when a slot is given back leaves the result as it is, and is reported',
    async (_how, answer) => {
      const { clock, sent, warnings, read } = withStore({ settle: untyped(answer) });
      expect(await read()).toEqual({ data: [] });
      await pass(clock, 5000);
      expect(warnings).toEqual([expect.stringContaining('could not be given back')]);
      expect(warnings[0]).not.toContain('c4n4ry');
      expect([sent.length, clock.timers]).toEqual([1, 0]);
    },
  );

  it('cannot be told of a lock does not let a call into it', async () => {
    for (const settle of [wrong, async () => wrong(), never]) {
      const clock = fakeClock();
      const { fetch, sent } = fakeFetch(empty(429), page);
      const store: BudgetStore = { acquire: () => slot, settle };
      const { read } = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
      const first = read();
      await endOfTick();
      const second = read();
      await pass(clock, 299_999);
      expect(sent).toHaveLength(1);
      await inVirtualTime(clock, Promise.all([first, second]));
      expect(sent).toHaveLength(3);
    }
  });

  it('cannot take back slots has them back when their leases end', async () => {
    const { clock, sent, read } = withStore({ settle: wrong });
    await inVirtualTime(clock, Promise.all(many(20, () => read())));
    const call = read();
    await inVirtualTime(clock, call);
    expect(sent).toHaveLength(21);
    expect(clock.mono()).toBeGreaterThanOrEqual(30_000 + 60_000);
    expect(clock.timers).toBe(0);
  });
});

describe('a store that does not say when', () => {
  it('is asked again after a window', async () => {
    const times: number[] = [];
    const { clock, sent, read, inner } = withStore({
      acquire: (...asked) => {
        times.push(clock.mono());
        return times.length < 4 ? { slot: undefined, reason: 'limit', waitsMs: [] } : inner.acquire(...asked);
      },
    });
    await inVirtualTime(clock, Promise.all([read(), read({ deadline: 10_000_000 })]));
    expect(sent).toHaveLength(2);
    expect(times.slice(0, 4)).toEqual([0, 60_000, 120_000, 180_000]);
  });
});

describe('pace', () => {
  it('does not hold up a call that no spec knows: its limit is not known', async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(page);
    const send = compose(fetch, pace({ clock }));
    await Promise.all(many(100, () => send(new Request('https://cliq.test/x'))));
    expect([sent.length, clock.mono(), clock.timers]).toEqual([100, 0, 0]);
  });

  it('lets no call in whose signal has aborted, and gives back the slot of one that aborts just then', async () => {
    const clock = fakeClock();
    const alone = pace({ clock });
    const operation = { ...operations.getPinnedMessages, limit: 1 };
    const call = (signal?: AbortSignal) => plainCall(operation, [page], () => [alone], { clock, signal });
    expect(await failureOf(call(AbortSignal.abort('no')).start())).toBe('no');
    await call().start();
    const controller = new AbortController();
    const second = call(controller.signal);
    const failure = failureOf(second.start());
    const third = call();
    const passed = third.start();
    await endOfTick();
    clock.advance(60_000); // Now the second one has its slot.
    controller.abort('enough');
    expect(await failure).toBe('enough');
    expect((await passed).ok).toBe(true);
    expect([second.sent.length, third.sent.length, clock.timers]).toEqual([0, 1, 0]);
  });

  it.each([undefined, null, 7])('with a store needs to know the user: %s is none', (user) => {
    const store = memoryBudgets();
    const error = thrownBy(InputError, () => pace({ store, user: untyped<string>(user) }));
    expect(error.message).toContain('pace.user');
    thrownBy(InputError, () => pacedClient({ clock: fakeClock(), pace: { store } }));
  });

  it('tells the store the user and the budget, the limit, the window, durations only, and how many wait', async () => {
    const acquired: unknown[] = [];
    const waiting: unknown[] = [];
    const settled: unknown[] = [];
    const clock = fakeClock();
    clock.advance(123_456);
    const { read } = withStore(
      {
        acquire: (...about) => {
          acquired.push(about);
          waiting.push(about[2]?.waiting);
          return slot;
        },
        settle: (...about) => void settled.push(about),
      },
      clock,
    );
    await read();
    const { bucket, limit, windowMs } = operations.getPinnedMessages;
    const asked = { limit, windowMs, leaseMs: expect.any(Number) };
    expect(acquired).toEqual([[`3:ana:${bucket}`, asked, { waiting: expect.any(Number) }]]);
    expect(waiting).toEqual([1]);
    expect(settled).toEqual([[`3:ana:${bucket}`, '1', { freeInMs: windowMs, passed: true }, asked]]);
  });

  it.each<[string, Answer, Settlement]>([
    ['a success', page, { freeInMs: 60_000, passed: true }],
    ['a refusal', empty(404), { freeInMs: 60_000, passed: true }],
    ['a failure of the service', empty(500), { freeInMs: 60_000, passed: true }],
    ['a throttle', empty(429), { freeInMs: 60_000, passed: false, lockedMs: 300_000 }],
    ['no connection', networkFailure('ECONNREFUSED'), { freeInMs: 0 }],
    ['no reply', networkFailure('ECONNRESET'), { freeInMs: 90_000 }],
  ])('tells the store what became of a call: %s', async (_what, answer, settlement) => {
    const clock = fakeClock();
    const settled: Settlement[] = [];
    const store: BudgetStore = {
      acquire: () => slot,
      settle: (_key, _slot, told) => void settled.push(told),
    };
    const { fetch } = fakeFetch(answer);
    const { read } = pacedClient({ clock, fetch, retry: false, pace: { store, user: 'ana' } });
    await read().catch(() => undefined);
    expect(settled).toEqual([settlement]);
  });

  it('leaves no listener on the signal of a call that waited', async () => {
    const clock = fakeClock();
    const { signal } = new AbortController();
    const alone = pace({ clock });
    const operation = { ...operations.getPinnedMessages, limit: 1 };
    const calls = many(3, () => plainCall(operation, [page], () => [alone], { clock, signal }).start());
    const refused = plainCall(operation, [page], () => [deadline({ clock }), alone], {
      clock,
      signal,
      deadline: 9,
    });
    await errorOf(RateLimitError, refused.start());
    await inVirtualTime(clock, Promise.all(calls));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
