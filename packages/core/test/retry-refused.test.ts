import type { OperationDescriptor } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { AuthError } from '../src/errors/auth-error.ts';
import { CliqError } from '../src/errors/cliq-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import type { RetryEvent } from '../src/hooks/hooks.ts';
import { authorize } from '../src/middleware/authorize.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { pace } from '../src/middleware/pace.ts';
import { retry } from '../src/middleware/retry.ts';
import { errorOf, failureOf } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import { empty } from './fake-fetch.ts';
import { plainCall, successOf } from './plain-call.ts';

const { sendMessageToThread: post, getPinnedMessages: read } = operations;
const every: OperationDescriptor[] = Object.values(operations);
const noPause = { random: () => 0 };

/** A token source that hands out a new token every time. */
const renewing = (): Middleware => {
  let count = 0;
  return authorize({ accessToken: () => `token-${++count}` });
};
const withTokens = (clock: FakeClock) => [retry({ clock, ...noPause }), renewing()];

describe('a call that is refused for its token', () => {
  it('is sent once more with a new one, whatever its class', async () => {
    for (const operation of every) {
      const { sent, reply } = plainCall(operation, [empty(401), successOf(operation)], withTokens);
      expect((await reply()).ok).toBe(true);
      expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
        'Zoho-oauthtoken token-1',
        'Zoho-oauthtoken token-2',
      ]);
    }
  });

  it('twice is not sent a third time, and changed nothing', async () => {
    const { sent, reply } = plainCall(post, [empty(401)], withTokens);
    expect(await errorOf(AuthError, reply())).toMatchObject({
      status: 401,
      outcome: 'notApplied',
      attempts: 2,
    });
    expect(sent).toHaveLength(2);
  });

  it('is sent again at once, with no timer', async () => {
    const { clock, reply } = plainCall(post, [empty(401), successOf(post)], withTokens);
    await reply();
    expect([clock.mono(), clock.timers]).toEqual([0, 0]);
  });

  it('is not sent again with a token that nobody can renew', async () => {
    const fixed = (clock: FakeClock) => [retry({ clock }), authorize({ accessToken: 'one' })];
    const { sent, reply } = plainCall(post, [empty(401)], fixed);
    expect(await errorOf(AuthError, reply())).toMatchObject({ status: 401, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it('is not sent again with the same token', async () => {
    const stuck = (clock: FakeClock) => [retry({ clock }), authorize({ accessToken: () => 'one' })];
    const { sent, reply } = plainCall(post, [empty(401)], stuck);
    expect(await errorOf(AuthError, reply())).toMatchObject({ status: 401, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it('is not sent again when authorize is not there to get a new one', async () => {
    const { sent, reply } = plainCall(read, [empty(401)], (clock) => [retry({ clock })]);
    await errorOf(AuthError, reply());
    expect(sent).toHaveLength(1);
  });

  it('costs no attempt, and nothing of the budget for retries', async () => {
    const events: RetryEvent[] = [];
    const hooks = { onRetry: (event: RetryEvent) => events.push(event) };
    let count = 0;
    const chain = (clock: FakeClock) => [
      retry({ clock, ...noPause, maxAttempts: 2, hooks }),
      authorize({ accessToken: () => `token-${++count}` }),
    ];
    const { sent, reply } = plainCall(read, [empty(401), empty(503), successOf(read)], chain);
    expect((await reply()).ok).toBe(true);
    expect(sent).toHaveLength(3);
    expect(events.map(({ reason, delayMs }) => [reason, delayMs])).toEqual([
      ['token', 0],
      ['failure', 0],
    ]);
  });

  it('a hundred times over is replayed each time: no success has to pay for it', async () => {
    const shared = { retry: undefined as Middleware | undefined };
    for (let index = 0; index < 100; index += 1) {
      const { sent, reply } = plainCall(post, [empty(401)], (clock) => {
        shared.retry ??= retry({ clock });
        return [shared.retry, renewing()];
      });
      await failureOf(reply());
      expect(sent).toHaveLength(2);
    }
  });

  it('without a token to be had sends nothing, and is not repeated', async () => {
    let asked = 0;
    const accessToken = () => {
      asked += 1;
      throw new Error('vault sealed');
    };
    const chain = (clock: FakeClock) => [retry({ clock, ...noPause }), authorize({ accessToken })];
    const { sent, reply } = plainCall(read, [empty(204)], chain);
    expect(await errorOf(AuthError, reply())).toMatchObject({ status: undefined, attempts: 0 });
    expect([sent.length, asked]).toEqual([0, 1]);
  });
});

describe('a call that is throttled', () => {
  const paced = (clock: FakeClock) => [retry({ clock, ...noPause }), pace({ clock })];
  const alone = (clock: FakeClock) => [retry({ clock, ...noPause })];

  it.each([
    ['with pace', paced],
    ['without pace', alone],
  ])('is sent again when the lock has ended, not earlier, whatever its class (%s)', async (_how, chain) => {
    for (const operation of every) {
      const { clock, sent, reply } = plainCall(operation, [empty(429), successOf(operation)], chain);
      expect((await reply()).ok).toBe(true);
      expect(sent).toHaveLength(2);
      expect(clock.mono()).toBe(operation.lockMs);
    }
  });

  it.each([
    ['with pace', paced],
    ['without pace', alone],
  ])('is sent again when the service says, if that is later (%s)', async (_how, chain) => {
    const later = (post.lockMs + 1000) / 1000;
    for (const [hint, atMs] of [
      ['1', post.lockMs],
      [String(later), post.lockMs + 1000],
    ] as const) {
      const { clock, reply } = plainCall(post, [empty(429, { 'retry-after': hint }), empty()], chain);
      expect((await reply()).ok).toBe(true);
      expect(clock.mono()).toBe(atMs);
    }
  });

  it('has jitter on top of the lock without pace', async () => {
    const { clock, reply } = plainCall(post, [empty(429), empty()], (at) => [
      retry({ clock: at, random: () => 0.5 }),
    ]);
    await reply();
    expect(clock.mono()).toBe(post.lockMs + 250);
  });

  it('costs no attempt, and nothing of the budget for retries', async () => {
    const answers = [...Array.from({ length: 9 }, () => empty(429)), empty(503), successOf(read)];
    const { sent, reply } = plainCall(read, answers, (clock) => [
      retry({ clock, ...noPause, maxAttempts: 2 }),
      pace({ clock }),
    ]);
    expect((await reply()).ok).toBe(true);
    expect(sent).toHaveLength(11);
  });

  it.each([
    ['with pace', paced],
    ['without pace', alone],
  ])('for ever ends at last (%s)', async (_how, chain) => {
    const { sent, reply } = plainCall(post, [empty(429)], chain);
    expect(await errorOf(RateLimitError, reply())).toMatchObject({
      heldBack: false,
      outcome: 'notApplied',
      attempts: 11,
    });
    expect(sent).toHaveLength(11);
  });

  it('on a URL that no spec knows waits longer each time when nothing says how long', async () => {
    const times: number[] = [];
    const unknown = { ...read, lockMs: 0 };
    const { reply } = plainCall(unknown, [empty(429)], (clock) => [
      retry({ clock, random: () => 1 }),
      (request, _call, next) => {
        times.push(clock.mono());
        return next(request);
      },
    ]);
    await failureOf(reply());
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000, 20_000]);
  });

  it('is not repeated when pace kept it back: it was not sent', async () => {
    const before = (clock: FakeClock) => [retry({ clock, ...noPause }), pace({ clock }), keptBack];
    let asked = 0;
    const keptBack: Middleware = () => {
      asked += 1;
      const retryAt = new Date(0);
      throw new RateLimitError('a', { status: 429, retryAt, retryAfterMs: 1, heldBack: true });
    };
    const { sent, reply } = plainCall(read, [], before);
    expect(await errorOf(RateLimitError, reply())).toMatchObject({ heldBack: true });
    expect([sent.length, asked]).toEqual([0, 1]);
  });
});

describe('what is not of cliqkit', () => {
  it.each([new Error('mine'), 'text', undefined, null, { status: 503 }])(
    'and thrown by your own middleware (%s) is not repeated, and not changed',
    async (thrown) => {
      let asked = 0;
      const mine: Middleware = () => {
        asked += 1;
        return Promise.reject(thrown);
      };
      const { reply } = plainCall(read, [], (clock) => [retry({ clock }), mine]);
      expect(await failureOf(reply())).toBe(thrown);
      expect(asked).toBe(1);
    },
  );

  it('includes a plain CliqError of your own', async () => {
    const own = new CliqError('mine', { retryable: true });
    const { reply } = plainCall(read, [], (clock) => [retry({ clock }), () => Promise.reject(own)]);
    expect(await failureOf(reply())).toBe(own);
  });
});
