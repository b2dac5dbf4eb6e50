import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/call/call.ts';
import type { ClientOptions } from '../src/client.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { dice, upTo } from './dice.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { many, pacedClient } from './paced-client.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const page = json({ data: [] });

/** A client, and in which order its reads reach the service, by the number given to each. */
function line(
  answer: (index: number) => Answer = () => page,
  options: Partial<Omit<ClientOptions, 'clock'>> = {},
) {
  const clock = fakeClock();
  const order: number[] = [];
  const { fetch } = fakeFetch((sent) => {
    const index = Number(new URL(sent.url).searchParams.get('limit'));
    order.push(index);
    return answer(index)(sent);
  });
  const client = pacedClient({ clock, fetch, ...options });
  const read = (index: number, callOptions?: CallOptions) =>
    client.pins('getPinnedMessages', { path: { CHAT_ID: '1' }, query: { limit: index } }, callOptions);
  return { clock, order, read };
}

const upToNumber = (count: number): number[] => many(count, (index) => index);

describe('calls that wait for a slot', () => {
  it('go in the order in which they came', async () => {
    const { clock, order, read } = line();
    await inVirtualTime(clock, Promise.all(many(100, (index) => read(index))));
    expect(order).toEqual(upToNumber(100));
  });

  it('go in the order in which they came, whenever they come, and however long replies take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = dice(seed);
        const { clock, order, read } = line(
          () => (sent) =>
            new Promise((resolve) => clock.timer(upTo(3000, random), () => resolve(page(sent)))),
        );
        const calls: Promise<unknown>[] = [];
        for (let index = 0; index < 70; index += 1) {
          calls.push(read(index));
          if (random() < 0.3) await pass(clock, upTo(4000, random));
        }
        await inVirtualTime(clock, Promise.all(calls));
        expect(order).toEqual(upToNumber(70));
        expect(clock.timers).toBe(0);
      }),
      { numRuns: 20 },
    );
  }, 30_000);

  it('keep their place after a throttle: those that were sent go before those that were not', async () => {
    let throttling = true;
    const { clock, order, read } = line((index) => (throttling && index >= 5 ? empty(429) : page));
    const calls = many(40, (index) => read(index));
    await endOfTick();
    throttling = false;
    await inVirtualTime(clock, Promise.all(calls));
    expect(order).toEqual([...upToNumber(20), ...upToNumber(40).slice(5)]);
  });

  it('keep their place after a failure', async () => {
    let failing = true;
    const { clock, order, read } = line((index) => (failing && index === 0 ? empty(503) : page));
    const calls = many(30, (index) => read(index));
    await endOfTick();
    failing = false;
    await inVirtualTime(clock, Promise.all(calls));
    expect(order).toEqual([...upToNumber(20), 0, ...upToNumber(30).slice(20)]);
  });

  it('are not held up by one that gives up: its place goes to the next', async () => {
    for (const quitter of [20, 21, 25, 39]) {
      const { clock, order, read } = line();
      const controller = new AbortController();
      const calls = many(41, (index) => read(index, index === quitter ? { signal: controller.signal } : {}));
      const failure = failureOf(calls[quitter] ?? Promise.resolve());
      await endOfTick();
      controller.abort('enough');
      expect(await failure).toBe('enough');
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      await inVirtualTime(clock, Promise.allSettled(calls));
      expect(order).toEqual(upToNumber(41).filter((index) => index !== quitter));
      expect(clock.mono()).toBe(60_000);
      expect(clock.timers).toBe(0);
    }
  });

  it('leave no timer when all have given up', async () => {
    const { clock, order, read } = line();
    const controller = new AbortController();
    const calls = many(30, (index) => read(index, index < 20 ? {} : { signal: controller.signal }));
    for (const call of calls) call.catch(() => undefined);
    await endOfTick();
    expect(clock.timers).toBe(1);
    controller.abort();
    await endOfTick();
    expect(clock.timers).toBe(0);
    await pass(clock, 120_000);
    expect(order).toHaveLength(20);
  });

  it('that give up at random never take a slot from the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = dice(seed);
        const { clock, order, read } = line();
        const fates = many(80, () => ({ quits: random() < 0.5, atMs: upTo(120_000, random) }));
        const calls = fates.map(({ quits, atMs }, index) => {
          const controller = new AbortController();
          if (quits) clock.timer(atMs, () => controller.abort());
          return read(index, { signal: controller.signal });
        });
        await inVirtualTime(clock, Promise.allSettled(calls));
        const stayed = fates.flatMap(({ quits }, index) => (quits ? [] : [index]));
        expect(order.filter((index) => !fates[index]?.quits)).toEqual(stayed);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        // As if those that quit before their turn had never been there.
        expect(clock.mono()).toBeLessThanOrEqual(
          Math.max(...fates.map(({ atMs }) => atMs), Math.floor((order.length - 1) / 20) * 60_000),
        );
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('whose signal has aborted before are not let in', async () => {
    const { clock, order, read } = line();
    expect(await failureOf(read(0, { signal: AbortSignal.abort('no') }))).toBe('no');
    expect([order, clock.timers]).toEqual([[], 0]);
  });

  it('are refused when no slot has come by the time that was expected, and the deadline is too near for another wait', async () => {
    // The first twenty get no reply, so that the slots are free later than they might be.
    const hung: Answer = () => new Promise(() => undefined);
    const { clock, read } = line((index) => (index < 20 ? hung : page), { attemptTimeout: 100_000 });
    for (const call of many(20, (index) => read(index))) call.catch(() => undefined);
    await endOfTick();
    const call = errorOf(RateLimitError, read(20, { deadline: 61_000 }));
    expect(await inVirtualTime(clock, call)).toMatchObject({ heldBack: true, attempts: 0 });
    expect(clock.mono()).toBe(60_000);
  });

  it('are refused as soon as it turns out that their turn comes after their deadline', async () => {
    const slow: Answer = (sent) => new Promise((resolve) => clock.timer(20_000, () => resolve(page(sent))));
    const { clock, read } = line(() => slow);
    const calls = many(20, (index) => read(index));
    await endOfTick();
    const call = errorOf(RateLimitError, read(20, { deadline: 70_000 }));
    expect(await inVirtualTime(clock, call)).toMatchObject({ heldBack: true, retryAfterMs: 60_000 });
    expect(clock.mono()).toBe(20_000);
    await inVirtualTime(clock, Promise.all(calls));
  });
});

describe('a call that comes back to its place', () => {
  it('pushes the others back: one that has no time for that is refused at once', async () => {
    let failing = true;
    const slow: Answer = (sent) => new Promise((resolve) => clock.timer(5000, () => resolve(page(sent))));
    const unavailable: Answer = (sent) =>
      new Promise((resolve) => clock.timer(4000, () => resolve(empty(503)(sent))));
    const { clock, order, read } = line((index) => {
      if (index !== 0 || !failing) return slow;
      failing = false;
      return unavailable;
    });
    const calls = many(39, (index) => read(index));
    await endOfTick();
    // The 20th in the line; the first to be sent comes back before it.
    const last = errorOf(RateLimitError, read(39, { deadline: 100_000 }));
    expect(await inVirtualTime(clock, last)).toMatchObject({ heldBack: true, retryAfterMs: 120_000 });
    expect(clock.mono()).toBe(4000);
    await inVirtualTime(clock, Promise.all(calls));
    expect(order).toEqual([...upToNumber(20), 0, ...upToNumber(39).slice(20)]);
  });
});

describe('an abort by a hook that is told of the wait', () => {
  it('ends the call, and its place goes to the next', async () => {
    for (const quitter of [20, 21, 29]) {
      const controller = new AbortController();
      const { clock, order, read } = line(undefined, {
        hooks: {
          onWait({ position }) {
            if (position === quitter - 19) controller.abort('too long');
          },
        },
      });
      const first = many(20, (index) => read(index));
      await Promise.all(first);
      const calls = many(25, (index) =>
        read(20 + index, 20 + index === quitter ? { signal: controller.signal } : {}),
      );
      const failure = failureOf(calls[quitter - 20] ?? Promise.resolve());
      const results = await inVirtualTime(clock, Promise.allSettled(calls));
      expect(await failure).toBe('too long');
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect(order).toEqual(upToNumber(45).filter((index) => index !== quitter));
      // 24 calls remain: 20 after a window, 4 after another. A slot lost would not show before the next window.
      const more = many(16, (index) => read(45 + index));
      await inVirtualTime(clock, Promise.all(more));
      expect([clock.mono(), clock.timers]).toEqual([120_000, 0]);
    }
  });

  it.each([
    ['itself', 2],
    ['the one before it', 1],
    ['the one after it', 3],
  ])(
    'when a lock comes, and %s is told of it, ends the call, and its place goes to the next',
    async (_who, tellsAt) => {
      const controller = new AbortController();
      let throttling = true;
      const { clock, order, read } = line((index) => (throttling && index === 19 ? empty(429) : page), {
        hooks: {
          onWait({ reason, position }) {
            if (reason !== 'lock') return;
            throttling = false;
            if (position === tellsAt) controller.abort('too long');
          },
        },
      });
      const calls = many(30, (index) =>
        read(index, { signal: index === 21 ? controller.signal : undefined }),
      );
      const results = await inVirtualTime(clock, Promise.allSettled(calls));
      expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([21]);
      expect(order).toEqual([
        ...upToNumber(20),
        ...upToNumber(30)
          .slice(19)
          .filter((index) => index !== 21),
      ]);
      expect(clock.timers).toBe(0);
    },
  );
});
