import { getEventListeners } from 'node:events';
import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/errors/api-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { TimeoutError } from '../src/errors/timeout-error.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { deadline } from '../src/middleware/deadline.ts';
import { retry } from '../src/middleware/retry.ts';
import { backoff } from '../src/retry/backoff.ts';
import { errorOf, failureOf } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import { start } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, hanging } from './fake-fetch.ts';
import { networkFailure, plainCall, successOf } from './plain-call.ts';
import { endOfTick, pass } from './virtual-time.ts';

const { getPinnedMessages: read, muteThread: mute } = operations;
const success = successOf(read);

/** A read, and the pauses between its attempts. */
function pausesOf(answers: readonly Answer[], random: () => number) {
  const times: number[] = [];
  const noting = (clock: FakeClock): Middleware[] => [
    retry({ clock, random, maxAttempts: 9 }),
    (request, _call, next) => {
      times.push(clock.mono());
      return next(request);
    },
  ];
  const { reply } = plainCall(read, answers, noting);
  return reply()
    .catch(() => undefined)
    .then(() => times.slice(1).map((at, index) => at - (times[index] ?? 0)));
}

describe('the pause before another attempt', () => {
  it('is anything up to 0.5 s, and twice as much each time, up to 20 s', () => {
    const longest = [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000];
    expect(longest.map((_ms, failure) => backoff(failure, () => 1))).toEqual(longest);
    expect(longest.map((_ms, failure) => backoff(failure, () => 0.25))).toEqual(longest.map((ms) => ms / 4));
    expect(backoff(5000, () => 1)).toBe(20_000);
    expect(backoff(0, () => 0)).toBe(0);
  });

  it('is never shorter than the hint of the service, and at most 20 s longer', () => {
    const wait = fc.double({ min: 0, max: 1e12, noNaN: true });
    const roll = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100), roll, wait, (failure, rolled, hintMs) => {
        const ms = backoff(failure, () => rolled, hintMs);
        expect(ms).toBeGreaterThanOrEqual(hintMs);
        expect(ms).toBeLessThanOrEqual(hintMs + 20_000);
      }),
    );
  });

  it('comes between all attempts, and differs by the dice', async () => {
    expect(await pausesOf([empty(503)], () => 0.5)).toEqual([250, 500, 1000, 2000, 4000]);
    expect(await pausesOf([networkFailure('ECONNRESET')], () => 0.1)).toEqual([50, 100, 200, 400, 800]);
  });

  it('is none when the dice say so: the next attempt goes at once, with no timer', async () => {
    expect(await pausesOf([empty(503), success], () => 0)).toEqual([0]);
  });
});

describe('Retry-After of a service that is down', () => {
  const inTen = new Date(start + 10_000);
  it.each<[string, string, number]>([
    ['seconds', '10', 10_000],
    ['a fraction of seconds', '0.5', 500],
    ['hours', '7200', 7_200_000],
    ['a date', inTen.toUTCString(), 10_000],
    ['a date of RFC 850', 'Sunday, 22-Nov-26 06:00:10 GMT', 10_000],
    ['a date of asctime', 'Sun Nov 22 06:00:10 2026', 10_000],
    ['a date that has passed', new Date(start - 60_000).toUTCString(), 0],
    ['more than a timer can hold', '31536000', 31_536_000_000],
    ['garbage', 'soon', 0],
    ['a negative number', '-10', 0],
    ['infinity', '1e400', 0],
  ])('as %s (%s) is kept to, and jitter comes on top', async (_form, header, hintMs) => {
    for (const status of [500, 502, 503, 504]) {
      const answer = empty(status, { 'retry-after': header });
      expect(await pausesOf([answer, success], () => 0)).toEqual([hintMs]);
      expect(await pausesOf([answer, success], () => 0.5)).toEqual([hintMs + 250]);
    }
  });

  it('as a date is held against the Date of the reply: the clock of this machine may be off', async () => {
    const headers = {
      date: new Date(start + 3_600_000).toUTCString(),
      'retry-after': new Date(start + 3_610_000).toUTCString(),
    };
    expect(await pausesOf([empty(503, headers), success], () => 0)).toEqual([10_000]);
  });

  it('never leads to an earlier attempt', async () => {
    const hint = fc.integer({ min: 0, max: 100_000 });
    const roll = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(hint, { minLength: 1, maxLength: 5 }), roll, async (hints, rolled) => {
        const answers = hints.map((seconds) => empty(503, { 'retry-after': String(seconds) }));
        const pauses = await pausesOf([...answers, success], () => rolled);
        expect(pauses).toHaveLength(hints.length);
        // The sum of times loses the last digits of fractions.
        for (const [index, ms] of pauses.entries())
          expect(ms).toBeGreaterThan((hints[index] ?? 0) * 1000 - 0.001);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a deadline that is nearer than the pause', () => {
  const chain = (clock: FakeClock) => [deadline({ clock }), retry({ clock, random: () => 0.5 })];

  it.each([
    ['the pause', empty(503), 250],
    ['Retry-After', empty(503, { 'retry-after': '600' }), 600_250],
    ['a lock', empty(429), read.lockMs + 250],
  ])('ends the call at once with the failure itself (%s)', async (_what, answer, pauseMs) => {
    for (const [budgetMs, sends] of [
      [pauseMs - 1, 1],
      [pauseMs, 1],
      [pauseMs + 1, 2],
    ] as const) {
      const { clock, sent, reply } = plainCall(read, [answer, success], chain, { deadline: budgetMs });
      if (sends === 2) expect((await reply()).ok).toBe(true);
      else {
        const error = await errorOf(ApiError, reply());
        expect(error).toMatchObject({ attempts: 1, status: error instanceof RateLimitError ? 429 : 503 });
        expect(clock.mono()).toBe(0);
      }
      expect(sent).toHaveLength(sends);
      expect(clock.timers).toBe(0);
    }
  });

  it('tells when to call again after a throttle', async () => {
    const { reply } = plainCall(mute, [empty(429)], chain, { deadline: 1000 });
    expect(await errorOf(RateLimitError, reply())).toMatchObject({
      retryAt: new Date(start + mute.lockMs),
      retryAfterMs: mute.lockMs,
      heldBack: false,
    });
  });

  it('counts what has been used up before', async () => {
    const slow: Answer = hanging();
    const { clock, reply } = plainCall(read, [slow, success], chain, { deadline: 30_250 });
    expect(await errorOf(TimeoutError, reply())).toMatchObject({ timeoutMs: 30_000, attempts: 1 });
    expect(clock.mono()).toBe(30_000);
  });
});

describe('an abort in the pause', () => {
  it.each([
    ['after a failure', empty(503, { 'retry-after': '600' })],
    ['for a lock', empty(429)],
    ['after a broken connection', networkFailure('ECONNRESET')],
  ])('%s ends the call in the same tick with the reason, and nothing is left', async (_what, answer) => {
    for (const before of [true, false]) {
      const controller = new AbortController();
      const reason = { mine: true };
      const call = plainCall(
        read,
        [answer, success],
        (at) => [...(before ? [deadline({ clock: at })] : []), retry({ clock: at, random: () => 0.9 })],
        { signal: controller.signal },
      );
      const { clock, sent } = call;
      const failure = failureOf(call.start());
      await endOfTick();
      expect([sent.length, clock.timers]).toEqual([1, 1]);
      controller.abort(reason);
      expect(clock.timers).toBe(0);
      expect(await failure).toBe(reason);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      await pass(clock, 700_000);
      expect(sent).toHaveLength(1);
    }
  });
});

describe('a signal of a call that is repeated', () => {
  it('has no listener left, and the clock no timer, however it ends', async () => {
    const { signal } = new AbortController();
    for (const answers of [[empty(503), success], [empty(503)], [empty(503), empty(404)]]) {
      const { clock, reply } = plainCall(
        read,
        answers,
        (at) => [deadline({ clock: at }), retry({ clock: at, random: () => 0.9 })],
        { signal, deadline: 100_000 },
      );
      await reply().catch(() => undefined);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      expect(clock.timers).toBe(0);
    }
  });
});
