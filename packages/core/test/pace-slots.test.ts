import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/call/call.ts';
import { openCalls } from '../src/call/open-calls.ts';
import type { AccessTokenSource } from '../src/index.ts';
import { authorize } from '../src/middleware/authorize.ts';
import { endable } from '../src/middleware/deadline.ts';
import { pace } from '../src/middleware/pace.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, hanging, json, text } from './fake-fetch.ts';
import { brokenBody, networkFailure, plainCall, successOf } from './plain-call.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const { windowMs } = operations.getPinnedMessages;
const timeoutMs = 30_000;
/** With one call in a window, the second one goes when the slot of the first is free. */
const operation = { ...operations.getPinnedMessages, limit: 1 };
const success = successOf(operation);

type Act = (controller: AbortController, close: () => void) => void;

/** When the second call is sent, after a first one that meets this answer, and what is done at a time while it does. */
async function secondSentAt(
  answer: Answer,
  {
    token = 'a',
    at,
    options = {},
  }: { token?: AccessTokenSource; at?: [ms: number, Act]; options?: CallOptions } = {},
  clock = fakeClock(),
): Promise<number> {
  const calls = openCalls();
  const chain = [endable({ clock }, calls), pace({ clock }), authorize({ accessToken: token })];
  const controller = new AbortController();
  const first = plainCall(operation, [answer], () => chain, { clock, signal: controller.signal, ...options });
  const failed = first.start().catch(() => undefined);
  if (at) {
    await pass(clock, at[0]);
    at[1](controller, calls.close);
    await endOfTick();
  }
  await inVirtualTime(clock, failed);
  const sentAt = new Promise<number>((resolve) => {
    const noting: Answer = (sent) => {
      resolve(clock.mono());
      return success(sent);
    };
    // Not through `endable`: it may be closed.
    void plainCall(operation, [noting], () => chain.slice(1), { clock }).start();
  });
  return inVirtualTime(clock, sentAt);
}

/** An answer that takes a while. */
const after =
  (clock: ReturnType<typeof fakeClock>, ms: number, answer: Answer): Answer =>
  (sent) =>
    new Promise((resolve) => clock.timer(ms, () => resolve(answer(sent))));

/** A token that takes a while for the first time. */
function slowOnce(clock: ReturnType<typeof fakeClock>, ms: number): AccessTokenSource {
  let asked = 0;
  return () =>
    new Promise((resolve) => {
      clock.timer(asked === 0 ? ms : 0, () => resolve('a'));
      asked += 1;
    });
}

describe('a slot', () => {
  it.each<[string, Answer]>([
    ['a success', success],
    ['a refusal', empty(404)],
    ['a refused token', empty(401)],
    ['a refused right', empty(403)],
    ['a conflict', json({ code: 'client_not_synced' }, { status: 400 })],
    ['a failure of the service', empty(500)],
    ['a page of a proxy', text('<html>', { status: 502 })],
    ['a page instead of data', text('<html>')],
    ['a redirect', empty(302, { location: '/' })],
    ['a reply that breaks', brokenBody()],
  ])('is held until a window after %s', async (_what, answer) => {
    for (const ms of [0, 1, 1500, 29_999]) {
      const clock = fakeClock();
      expect(await secondSentAt(after(clock, ms, answer), {}, clock)).toBe(ms + windowMs);
    }
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])(
    'is free at once when there was no connection (%s)',
    async (code) => {
      const clock = fakeClock();
      expect(await secondSentAt(after(clock, 700, networkFailure(code)), {}, clock)).toBe(700);
    },
  );

  it('is free at once when there was no token', async () => {
    let asked = 0;
    const token = () => {
      asked += 1;
      if (asked === 1) throw new Error('vault sealed');
      return 'a';
    };
    expect(await secondSentAt(success, { token })).toBe(0);
  });

  it('is free at once when the call ends while it waits for a token', async () => {
    let asked = 0;
    const token: AccessTokenSource = ({ signal }) => {
      asked += 1;
      if (asked > 1) return 'a';
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error())));
    };
    const abort: Act = (controller) => controller.abort();
    expect(await secondSentAt(success, { token, at: [5000, abort] })).toBe(5000);
  });

  it.each<[string, number, Answer]>([
    ['reset at once', 0, networkFailure('ECONNRESET')],
    ['reset later', 20_000, networkFailure('ECONNRESET')],
    ['not answered in time', 0, hanging()],
  ])(
    'is held as long as the request may be under way, and a window, when it was %s',
    async (_how, ms, answer) => {
      const clock = fakeClock();
      expect(await secondSentAt(after(clock, ms, answer), {}, clock)).toBe(timeoutMs + windowMs);
    },
  );

  it.each<[string, Act]>([
    ['an abort', (controller) => controller.abort()],
    ['the end of the client', (_controller, close) => close()],
  ])('is held just as long when %s ended the call after it was sent', async (_what, act) => {
    for (const ms of [0, 1, 20_000]) {
      expect(await secondSentAt(hanging(), { at: [ms, act] })).toBe(timeoutMs + windowMs);
    }
  });

  it('is held just as long when the deadline ended the call after it was sent', async () => {
    expect(await secondSentAt(hanging(), { options: { deadline: 1000 } })).toBe(timeoutMs + windowMs);
  });

  it.each<[string, Answer]>([
    ['reset', networkFailure('ECONNRESET')],
    ['not answered', hanging()],
  ])(
    'counts from when the request was sent, not from when its token was asked for (%s)',
    async (_how, answer) => {
      for (const ms of [1, 10_000, 30_000]) {
        const clock = fakeClock();
        const token = slowOnce(clock, ms);
        expect(await secondSentAt(answer, { token }, clock)).toBe(ms + timeoutMs + windowMs);
      }
    },
  );

  it('is given up for another one when the token takes longer than an attempt may', async () => {
    const clock = fakeClock();
    const token = slowOnce(clock, 30_001);
    expect(await secondSentAt(after(clock, 10, success), { token }, clock)).toBe(30_011 + windowMs);
  });

  it('is not given up for ever: with a token source that is always slow the call goes all the same', async () => {
    const clock = fakeClock();
    let asked = 0;
    const token: AccessTokenSource = () => {
      asked += 1;
      if (asked > 5) throw new Error('asked over and over');
      return new Promise((resolve) => clock.timer(40_000, () => resolve('a')));
    };
    const chain = [pace({ clock }), authorize({ accessToken: token })];
    const { sent, reply } = plainCall(operation, [success], () => chain, { clock });
    expect((await reply()).ok).toBe(true);
    expect([sent.length, clock.mono()]).toEqual([1, 80_000]);
  });
});

describe('the time that one attempt may take', () => {
  it('is what the client says', async () => {
    const clock = fakeClock();
    const chain = [pace({ clock, attemptTimeout: 5000 })];
    const first = plainCall(operation, [networkFailure('ECONNRESET')], () => chain, { clock });
    await first.reply().catch(() => undefined);
    await plainCall(operation, [success], () => chain, { clock }).reply();
    expect(clock.mono()).toBe(5000 + windowMs);
  });
});
