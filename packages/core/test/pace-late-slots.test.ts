import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import type { BudgetStore } from '../src/budget/budget-store.ts';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { pace } from '../src/middleware/pace.ts';
import { errorOf, failureOf } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { many, pacedClient } from './paced-client.ts';
import { networkFailure, plainCall } from './plain-call.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const page = json({ data: [] });
const limits = { limit: 20, windowMs: 60_000, leaseMs: 90_000 };

describe('a slot that comes too late', () => {
  it('because all have left is given back: nobody waits for it', async () => {
    let answer: (slot: { slot: string }) => void = () => undefined;
    const settled: unknown[] = [];
    const clock = fakeClock();
    const store: BudgetStore = {
      acquire: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      settle: (_key, name, settlement) => void settled.push([name, settlement]),
    };
    const { fetch, sent } = fakeFetch(page);
    const { read } = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
    const controller = new AbortController();
    const failure = failureOf(read({ signal: controller.signal }));
    await endOfTick();
    controller.abort('enough');
    await failure;
    answer({ slot: '7' });
    await endOfTick();
    expect(settled).toEqual([['7', { freeInMs: 0 }]]);
    expect([sent.length, clock.timers]).toEqual([0, 0]);
  });

  it('because a lock came while the store was asked is given back: nothing is sent into the lock', async () => {
    const clock = fakeClock();
    const inner = memoryBudgets({ clock });
    const deliver: (() => void)[] = [];
    const store: BudgetStore = {
      acquire: (...about) => {
        const answer = inner.acquire(...about);
        return new Promise((resolve) => deliver.push(() => resolve(answer)));
      },
      settle: inner.settle,
    };
    const reply: ((response: Response) => void)[] = [];
    const { fetch, sent } = fakeFetch(() => new Promise((resolve) => reply.push(resolve)), page);
    const { read } = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
    const calls = Promise.all([read(), read()]);
    await endOfTick();
    deliver.shift()?.();
    await endOfTick();
    expect([sent.length, deliver.length]).toEqual([1, 1]); // The slot of the second one is on its way.
    reply[0]?.(new Response('{}', { status: 429 }));
    await endOfTick();
    store.acquire = inner.acquire;
    deliver[0]?.();
    await pass(clock, 299_999);
    expect(sent).toHaveLength(1);
    await inVirtualTime(clock, calls);
    expect(sent).toHaveLength(3);
    // Not one slot is lost: the throttle has halved what is tried, and two of ten are used.
    const taken = await Promise.all(
      many(10, () => inner.acquire('3:ana:GET /chats/{}/pin-messages', limits)),
    );
    expect(taken.filter(({ slot }) => slot !== undefined)).toHaveLength(8);
  });
});

describe('a store that takes a while to take a slot back', () => {
  const slowly = (clock: FakeClock, inner: BudgetStore, ms: number): BudgetStore => ({
    acquire: inner.acquire,
    settle: (...about) => new Promise((resolve) => clock.timer(ms, () => resolve(inner.settle(...about)))),
  });

  it('lets the next call go as soon as it has', async () => {
    const clock = fakeClock();
    const store = slowly(clock, memoryBudgets({ clock }), 700);
    const { fetch, sent } = fakeFetch(...many(20, () => networkFailure('ECONNREFUSED')), page);
    const { read } = pacedClient({ clock, fetch, retry: false, pace: { store, user: 'ana' } });
    for (const call of many(20, () => read())) call.catch(() => undefined);
    await inVirtualTime(clock, read());
    expect([sent.length, clock.mono()]).toEqual([21, 700]);
  });

  it('does not keep a lock from those who have no time for it', async () => {
    const clock = fakeClock();
    const store = slowly(clock, memoryBudgets({ clock }), 4000);
    const { fetch } = fakeFetch(...many(19, () => page), empty(429), page);
    const { read } = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
    const calls = many(20, () => read());
    const waiting = errorOf(RateLimitError, read({ deadline: 100_000 }));
    await endOfTick();
    expect([clock.mono(), await waiting]).toMatchObject([0, { heldBack: true, retryAfterMs: 300_000 }]);
    await inVirtualTime(clock, Promise.all(calls));
  });
});

describe('a call that waits for its token when a lock comes', () => {
  it('is not sent before the lock ends, and its slot is free again', async () => {
    const clock = fakeClock();
    let asked = 0;
    const accessToken = () => {
      asked += 1;
      return asked === 2 ? new Promise<string>((resolve) => clock.timer(10_000, () => resolve('a'))) : 'a';
    };
    const slow: Answer = (request) =>
      new Promise((resolve) => clock.timer(5000, () => resolve(empty(429)(request))));
    const times: number[] = [];
    const { fetch } = fakeFetch(slow, page);
    const { read } = pacedClient({
      clock,
      credentials: { accessToken },
      fetch: (...request) => {
        times.push(clock.mono());
        return fetch(...request);
      },
    });
    await inVirtualTime(clock, Promise.all([read(), read()]));
    expect(times).toEqual([0, 305_000, 305_000]);
    // The throttle has halved what is tried: two of ten slots are used, and the one that was given back is not.
    await inVirtualTime(clock, Promise.all(many(8, () => read())));
    expect(clock.mono()).toBe(305_000);
  });
});

describe('pace without authorize', () => {
  it('sends nothing into a lock either that came while the store was asked', async () => {
    const clock = fakeClock();
    const inner = memoryBudgets({ clock });
    let deliver: (() => void)[] = [];
    const store: BudgetStore = {
      acquire: (...asked) => {
        const answer = inner.acquire(...asked);
        return new Promise((resolve) => deliver.push(() => resolve(answer)));
      },
      settle: inner.settle,
    };
    const alone = pace({ clock, store, user: 'ana' });
    let reply: (response: Response) => void = () => undefined;
    const slow: Answer = () =>
      new Promise((resolve) => {
        reply = resolve;
      });
    const operation = operations.getPinnedMessages;
    const [first, second] = [slow, page].map((answer) =>
      plainCall(operation, [answer], () => [alone], { clock }),
    );
    const failed = errorOf(RateLimitError, first?.start() ?? Promise.resolve());
    const passed = second?.start();
    await endOfTick();
    deliver.shift()?.();
    await endOfTick();
    reply(new Response('{}', { status: 429 }));
    await failed;
    const due = deliver;
    deliver = [];
    store.acquire = inner.acquire;
    for (const answer of due) answer();
    await pass(clock, 299_999);
    expect(second?.sent).toHaveLength(0);
    await inVirtualTime(clock, Promise.all([passed]));
    expect(second?.sent).toHaveLength(1);
  });
});
