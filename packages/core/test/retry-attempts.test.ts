import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { CliqRequest } from '../src/call/request.ts';
import { ApiError } from '../src/errors/api-error.ts';
import { CliqError } from '../src/errors/cliq-error.ts';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import type { RetryOptions } from '../src/middleware/retry.ts';
import { retry } from '../src/middleware/retry.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { networkFailure, plainCall, successOf } from './plain-call.ts';
import { testClient, untyped } from './test-client.ts';
import { inVirtualTime } from './virtual-time.ts';

const { getPinnedMessages: read, sendMessageToThread: post, deletePinCategory: remove } = operations;

const retrying = (options: RetryOptions = {}) => plainWith(options);
function plainWith(options: RetryOptions) {
  return (clock: ReturnType<typeof fakeClock>) => [retry({ clock, random: () => 0, ...options })];
}

describe('a call that keeps failing', () => {
  it.each([1, 2, 4, 6])(
    'is sent %i times at most, and fails as the last attempt did',
    async (maxAttempts) => {
      const answers = Array.from({ length: 9 }, (_none, index) => empty(index % 2 ? 502 : 503));
      const { sent, reply } = plainCall(read, answers, retrying({ maxAttempts }));
      expect(await errorOf(ApiError, reply())).toMatchObject({
        status: maxAttempts % 2 ? 503 : 502,
        attempts: maxAttempts,
        outcome: 'notApplied',
        retryable: true,
      });
      expect(sent).toHaveLength(maxAttempts);
    },
  );

  it('is sent four times when nothing is said', async () => {
    const { sent, reply } = plainCall(read, [empty(503)], retrying());
    await failureOf(reply());
    expect(sent).toHaveLength(4);
  });

  it.each([0, -1, 1])('is sent once with maxAttempts %d', async (maxAttempts) => {
    const { sent, reply } = plainCall(read, [empty(503)], retrying({ maxAttempts }));
    await failureOf(reply());
    expect(sent).toHaveLength(1);
  });

  it('is sent once by a client that is told not to retry, a throttle and a 401 included', async () => {
    for (const status of [401, 429, 503]) {
      const { fetch, sent } = fakeFetch(empty(status));
      const { pins } = testClient({ fetch, retry: false, credentials: { accessToken: () => 'a' } });
      await failureOf(pins('getPinnedMessages', { path: { CHAT_ID: '1' } }));
      expect(sent).toHaveLength(1);
    }
  });

  it('is sent as often as the client is told', async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(empty(503));
    const { pins } = testClient({ fetch, clock, retry: { maxAttempts: 2 }, random: () => 0 });
    const reading = pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    await failureOf(inVirtualTime(clock, reading));
    expect(sent).toHaveLength(2);
  });
});

describe('the class of an operation', () => {
  it('can be made stricter: a read that is not to be repeated is not', async () => {
    const { sent, reply } = plainCall(
      read,
      [empty(503)],
      retrying({ classes: { getPinnedMessages: 'never' } }),
    );
    expect(await failureOf(reply())).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(1);
  });

  it('can be made laxer: a message that may come twice is repeated, and its outcome stays true', async () => {
    const classes = { sendMessageToThread: 'state-setting' } as const;
    const passing = plainCall(post, [empty(503), empty(204)], retrying({ classes }));
    expect((await passing.reply()).status).toBe(204);
    const failing = plainCall(post, [empty(503)], retrying({ classes }));
    expect(await errorOf(ApiError, failing.reply())).toMatchObject({ outcome: 'unknown', attempts: 4 });
  });

  it('is that of the specs where another operation is named, or nothing is', async () => {
    for (const classes of [{ muteThread: 'safe' }, { sendMessageToThread: undefined }, {}]) {
      const { sent, reply } = plainCall(post, [empty(503)], retrying({ classes: untyped(classes) }));
      await failureOf(reply());
      expect(sent).toHaveLength(1);
    }
  });

  it('is not looked up on Object.prototype', async () => {
    const { sent, reply } = plainCall(post, [empty(503)], (clock) => {
      const classes = Object.create({ sendMessageToThread: 'safe' });
      return [retry({ clock, random: () => 0, classes })];
    });
    await failureOf(reply());
    expect(sent).toHaveLength(1);
  });

  it('does not let a connection that was never made count as an attempt that may have worked', async () => {
    const classes = { getPinnedMessages: 'never' } as const;
    const answers = [networkFailure('ECONNREFUSED'), networkFailure('ECONNREFUSED'), successOf(read)];
    const { sent, reply } = plainCall(read, answers, retrying({ classes }));
    expect((await reply()).ok).toBe(true);
    expect(sent).toHaveLength(3);
  });
});

describe('deleting a folder', () => {
  it('with all its chats is not repeated: the chats may have been sorted anew', async () => {
    const { sent, reply } = plainCall(remove, [empty(503)], retrying(), { query: '?unpin_all=true' });
    expect(await errorOf(ApiError, reply())).toMatchObject({ outcome: 'unknown', attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it('with all its chats is repeated only if the request never left, or was throttled', async () => {
    for (const first of [networkFailure('ECONNREFUSED'), empty(429)]) {
      const call = plainCall(remove, [first, empty(204)], retrying(), { query: '?unpin_all=true' });
      expect((await call.reply()).status).toBe(204);
    }
  });

  it('with all its chats is not repeated even if its class is set', async () => {
    const options = retrying({ classes: { deletePinCategory: 'safe' } });
    const { sent, reply } = plainCall(remove, [empty(503)], options, { query: '?unpin_all=true' });
    await failureOf(reply());
    expect(sent).toHaveLength(1);
  });

  it.each(['', '?unpin_all=false', '?unpin_all='])('alone (%j) is repeated', async (query) => {
    const { sent, reply } = plainCall(remove, [empty(503), empty(204)], retrying(), { query });
    expect((await reply()).status).toBe(204);
    expect(sent).toHaveLength(2);
  });

  it('with all its chats is not repeated when it comes through the client', async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(empty(503));
    const { folders } = testClient({ fetch, clock, retry: {} });
    const removing = (unpin_all: boolean) =>
      folders('deletePinCategory', { path: { CATEGORY_ID: '1' }, query: { unpin_all } });
    await failureOf(inVirtualTime(clock, removing(true)));
    expect(sent).toHaveLength(1);
    await failureOf(inVirtualTime(clock, removing(false)));
    expect(sent).toHaveLength(1 + 4);
  });
});

describe('a call that no spec knows', () => {
  const unknown = async (method: string, answers: Parameters<typeof fakeFetch>) => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(...answers);
    const send = compose(fetch, retry({ clock, random: () => 0 }), receive({ clock }));
    const result = inVirtualTime(clock, send(new CliqRequest('https://cliq.test/x', { method })));
    return { sent, error: await errorOf(CliqError, result) };
  };

  it.each(['GET', 'HEAD'])('is repeated if it reads (%s)', async (method) => {
    expect((await unknown(method, [empty(503)])).sent).toHaveLength(4);
    expect((await unknown(method, [networkFailure('ECONNRESET')])).sent).toHaveLength(4);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'get', 'OPTIONS'])(
    'is not repeated otherwise (%s)',
    async (method) => {
      for (const answer of [empty(503), networkFailure('ECONNRESET')]) {
        const { sent, error } = await unknown(method, [answer]);
        expect(sent).toHaveLength(1);
        expect(error.outcome).toBe('unknown');
      }
    },
  );

  it('is repeated when it was refused a connection, whatever it does', async () => {
    const { sent, error } = await unknown('POST', [networkFailure('ECONNREFUSED')]);
    expect(sent).toHaveLength(4);
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'notApplied' });
  });
});

describe('a request of the platform', () => {
  it('is sent again with its body, which a Request gives only once', async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(networkFailure('ECONNREFUSED'), json({ data: {} }));
    const send = compose(fetch, retry({ clock, random: () => 0 }), receive({ clock }));
    const request = new Request('https://cliq.test/x', {
      method: 'POST',
      body: '{"a":1}',
      headers: { b: 'c' },
    });
    expect((await inVirtualTime(clock, send(request))).ok).toBe(true);
    expect(sent.map(({ body, headers }) => [body, headers.get('b')])).toEqual([
      ['{"a":1}', 'c'],
      ['{"a":1}', 'c'],
    ]);
  });

  it('works with the clock and the dice of the machine', async () => {
    const { fetch, sent } = fakeFetch(empty(404));
    const send = compose(fetch, retry(), receive());
    await errorOf(ApiError, send(new Request('https://cliq.test/x')));
    expect(sent).toHaveLength(1);
    await errorOf(
      ConnectionError,
      compose(fakeFetch(networkFailure('CERT_X')).fetch, retry())(new Request('https://cliq.test/x')),
    );
  });
});
