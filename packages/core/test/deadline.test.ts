import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/call/call.ts';
import { InputError } from '../src/errors/input-error.ts';
import { TimeoutError } from '../src/errors/timeout-error.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { compose } from '../src/middleware/compose.ts';
import { deadline } from '../src/middleware/deadline.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, hanging, hangingBody, json } from './fake-fetch.ts';
import { testClient } from './test-client.ts';
import { endOfTick } from './virtual-time.ts';

const never: Middleware = () => new Promise(() => undefined);
const stubborn: Answer = () => new Promise(() => undefined);
const stubbornBody: Answer = () =>
  new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));

/** Where a call can hang: what is around fetch, and what fetch answers. */
const places: [where: string, answer: Answer, middleware: Middleware[]][] = [
  ['a middleware', empty(), [never]],
  ['fetch', hanging(), []],
  ['a fetch that ignores its signal', stubborn, []],
  ['the body', hangingBody('{"data":'), []],
  ['a body that ignores its signal', stubbornBody, []],
];

function hangingCall(answer: Answer, middleware: Middleware[], options: CallOptions, defaultMs?: number) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  const { pins, threads } = testClient({ fetch, clock, middleware, deadline: defaultMs });
  return {
    clock,
    sent,
    read: () => pins('getPinnedMessages', { path: { CHAT_ID: '1' } }, options),
    post: () =>
      threads('sendMessageToThread', { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } }, options),
  };
}

describe('a deadline', () => {
  it.each(places)('covers %s that hangs', async (_where, answer, middleware) => {
    const { clock, read } = hangingCall(answer, middleware, { deadline: 5000 });
    let settled = false;
    const failure = errorOf(TimeoutError, read()).finally(() => {
      settled = true;
    });
    await endOfTick();
    clock.advance(4999);
    await endOfTick();
    expect(settled).toBe(false);
    clock.advance(1);
    expect(await failure).toMatchObject({
      timeoutMs: 5000,
      operation: 'getPinnedMessages',
      outcome: 'notApplied',
      retryable: true,
    });
    clock.advance(60_000);
    expect(clock.timers).toBe(0);
  });

  it('of a message leaves it unknown once it was sent, and notApplied before', async () => {
    const sentOut = hangingCall(hanging(), [], { deadline: 10 });
    const failure = errorOf(TimeoutError, sentOut.post());
    await endOfTick();
    sentOut.clock.advance(10);
    expect(await failure).toMatchObject({ outcome: 'unknown', retryable: false, attempts: 1 });
    expect((await failure).message).toContain('look before you repeat it');

    const waiting = hangingCall(hanging(), [never], { deadline: 10 });
    const early = errorOf(TimeoutError, waiting.post());
    await endOfTick();
    waiting.clock.advance(10);
    expect(await early).toMatchObject({ outcome: 'notApplied', retryable: true, attempts: 0 });
    expect(waiting.sent).toEqual([]);
  });

  it('of the call goes before that of the client', async () => {
    for (const [options, defaultMs, timeoutMs] of [
      [{ deadline: 20 }, 10, 20],
      [{ deadline: 5 }, 10, 5],
      [{}, 10, 10],
    ] as const) {
      const { clock, read } = hangingCall(hanging(), [], options, defaultMs);
      const failure = errorOf(TimeoutError, read());
      await endOfTick();
      clock.advance(timeoutMs);
      expect((await failure).timeoutMs).toBe(timeoutMs);
    }
  });

  it('that is not reached leaves no timer', async () => {
    const { clock, read, post } = hangingCall(json({ data: [], message_id: '1' }), [], { deadline: 5000 });
    await read();
    await post();
    expect(clock.timers).toBe(0);
  });

  it('works alone, with the clock of the machine', async () => {
    const { fetch } = fakeFetch(hanging());
    const call = compose(fetch, deadline({ deadline: 1 }))(new Request('https://cliq.test'));
    expect(await errorOf(TimeoutError, call)).toMatchObject({ timeoutMs: 1, operation: undefined });
    const none = compose(fakeFetch(empty()).fetch, deadline());
    expect(await none(new Request('https://cliq.test'))).toHaveProperty('status', 204);
  });
});

describe('the time for one attempt', () => {
  it.each(places.slice(1))('covers %s that hangs', async (_where, answer) => {
    for (const [kind, outcome] of [
      ['read', 'notApplied'],
      ['post', 'unknown'],
    ] as const) {
      const call = hangingCall(answer, [], {});
      const failure = errorOf(TimeoutError, call[kind]());
      await endOfTick();
      call.clock.advance(29_999);
      await endOfTick();
      expect(call.clock.timers).toBe(1);
      call.clock.advance(1);
      expect(await failure).toMatchObject({
        timeoutMs: 30_000,
        outcome,
        retryable: outcome === 'notApplied',
        attempts: 1,
      });
      expect(call.clock.timers).toBe(0);
    }
  });
});

describe('an abort of the caller', () => {
  it.each(places)(
    'ends a call within the same tick while %s hangs, with its own reason',
    async (_where, answer, middleware) => {
      for (const reason of [new Error('mine'), 'text', 0, null]) {
        const controller = new AbortController();
        const { clock, read, sent } = hangingCall(answer, middleware, {
          signal: controller.signal,
          deadline: 60_000,
        });
        const failures: unknown[] = [];
        read().catch((error: unknown) => failures.push(error));
        await endOfTick();
        const before = sent.length;
        controller.abort(reason);
        await endOfTick();
        expect(failures).toEqual([reason]);
        expect(failures[0]).toBe(reason);
        expect(sent.length).toBe(before);
        expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
        clock.advance(60_000);
        expect(clock.timers).toBe(0);
      }
    },
  );

  it('before the call sends nothing and sets no timer', async () => {
    const { clock, read, sent } = hangingCall(empty(), [], { signal: AbortSignal.abort('no'), deadline: 10 });
    expect(await failureOf(read())).toBe('no');
    expect(sent).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('without a reason has the usual one', async () => {
    const { read } = hangingCall(empty(), [], { signal: AbortSignal.abort() });
    expect(await failureOf(read())).toHaveProperty('name', 'AbortError');
  });

  it('after the end changes nothing', async () => {
    const controller = new AbortController();
    const { read } = hangingCall(json({ data: [] }), [], { signal: controller.signal });
    const call = read();
    expect(await call).toEqual({ data: [] });
    controller.abort();
    expect(await call).toEqual({ data: [] });
  });

  it('of a plain request ends the call, too', async () => {
    const controller = new AbortController();
    const call = compose(
      fakeFetch(stubborn).fetch,
      deadline(),
    )(new Request('https://cliq.test', { signal: controller.signal }));
    await endOfTick();
    controller.abort('enough');
    expect(await failureOf(call)).toBe('enough');
  });
});

describe('a signal that is used for a thousand calls', () => {
  it('has no listener left, and the clock no timer', async () => {
    const { signal } = new AbortController();
    const { clock, read, post } = hangingCall(json({ data: [], message_id: '1' }), [], {
      signal,
      deadline: 1000,
    });
    for (let count = 0; count < 500; count += 1) await Promise.all([read(), post()]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('has no listener left after failures', async () => {
    const { signal } = new AbortController();
    const thrown = new Error('at once');
    const throwing: Middleware = () => {
      throw thrown;
    };
    for (const [answer, middleware] of [
      [empty(500), []],
      [empty(200), [throwing]],
    ] as const) {
      const { clock, read } = hangingCall(answer, [...middleware], { signal, deadline: 1000 });
      await failureOf(read());
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      expect(clock.timers).toBe(0);
    }
  });

  it.each([0, -1, Number.NaN])('of %s is none: the call is refused and nothing is sent', async (ms) => {
    const { sent, read } = hangingCall(empty(), [], { deadline: ms });
    expect(await errorOf(InputError, read())).toMatchObject({ operation: 'getPinnedMessages' });
    expect(sent).toEqual([]);
  });
});
