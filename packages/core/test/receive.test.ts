import { inspect } from 'node:util';
import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import type { ClientOptions } from '../src/client.ts';
import { ApiError } from '../src/errors/api-error.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { CliqError } from '../src/errors/cliq-error.ts';
import { ResponseError } from '../src/errors/response-error.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json, text } from './fake-fetch.ts';
import type { TestClient } from './test-client.ts';
import { testClient } from './test-client.ts';

type Run = (client: TestClient) => Promise<unknown>;
const read: Run = ({ pins }) => pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
const pinChat: Run = ({ folders }) => folders('pinChat', { path: { CHAT_ID: '1' } });
const reorder: Run = ({ folders }) =>
  folders('reorderCategory', { path: { CATEGORY_ID2: '1' }, body: { last_sync_time: 1 } });
const post: Run = ({ threads }) =>
  threads('sendMessageToThread', { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } });

/** One operation of each retry class. */
const classes: [retry: string, id: string, make: Run][] = [
  ['safe', 'getPinnedMessages', read],
  ['state-setting', 'pinChat', pinChat],
  ['conditional', 'reorderCategory', reorder],
  ['never', 'sendMessageToThread', post],
];

const run = (make: Run, answer: Answer, options: Partial<ClientOptions> = {}): Promise<unknown> =>
  make(testClient({ fetch: fakeFetch(answer).fetch, ...options }));

const bodies: [shape: string, body: string, code: string | undefined][] = [
  ['code and message', '{"code":"operation_failed","message":"No."}', 'operation_failed'],
  ['code alone', '{"code":"client_not_synced"}', 'client_not_synced'],
  ['message alone', '{"message":"The request is invalid."}', undefined],
  ['nested', '{"error":{"code":"operation_not_allowed","message":"No."}}', 'operation_not_allowed'],
  ['numeric', '{"code":1004,"message":"No."}', '1004'],
  ['text for an error', '{"error":"invalid_token","message":"No."}', 'invalid_token'],
  ['a page', '<html><body><h1>502 Bad Gateway</h1></body></html>', undefined],
  ['nothing', '', undefined],
  ['a success', '{"data":[],"message_id":"1"}', undefined],
  ['an array', '[{"code":"operation_failed"}]', undefined],
  ['null', 'null', undefined],
  ['code that is empty', '{"code":"","message":7}', undefined],
];
const statuses = Array.from({ length: 200 }, (_none, index) => 400 + index);

const classOf = (status: number, code: string | undefined): string => {
  if (status === 429) return 'RateLimitError';
  if (status === 401) return 'AuthError';
  if (status === 403) return 'PermissionError';
  return code === 'client_not_synced' ? 'ConflictError' : 'ApiError';
};

describe('a refusal', () => {
  describe.each(classes)('of an operation that is %s', (retry, id, make) => {
    it.each(bodies)(
      'with %s is one typed error at every status from 400 to 599',
      async (_shape, body, code) => {
        for (const status of statuses) {
          const outcome = status >= 500 && retry !== 'safe' ? 'unknown' : 'notApplied';
          const error = await errorOf(CliqError, run(make, text(body, { status })));
          const name = classOf(status, code);
          expect(error).toMatchObject({ name, status, code, operation: id, outcome, attempts: 1 });
          expect(error.retryable).toBe(
            name === 'RateLimitError' || (name === 'ApiError' && status >= 500 && outcome === 'notApplied'),
          );
          expect(error.message).toMatch(new RegExp(`^cliqkit: ${id}: the service answered ${status}`));
        }
      },
    );
  });

  it.each([
    [400, { code: 'request_limit_exceeded' }],
    [400, { error: { code: 'rate_limit_exceeded', message: 'Slow down' } }],
    [403, { code: 'request_limit_exceeded' }],
    [429, { message: 'Too many' }],
    [503, { code: 'rate_limit_exceeded' }],
  ])('with %i %j is a throttle: nothing was changed, for a message too', async (status, body) => {
    const error = await failureOf(run(post, json(body, { status })));
    expect(error).toMatchObject({ name: 'RateLimitError', outcome: 'notApplied', retryable: true, status });
  });

  it('for a scope names the scope and how to get it', async () => {
    const error = await failureOf(run(read, json({ code: 'oauthtoken_scope_invalid' }, { status: 401 })));
    expect(error).toMatchObject({
      name: 'PermissionError',
      missingScopes: ['ZohoCliq.Chats.READ'],
      outcome: 'notApplied',
    });
    expect(String(error)).toContain('ZohoCliq.Chats.READ');
    expect(String(error)).toContain('sign in again');
  });

  it('for another right names no scope', async () => {
    expect(await failureOf(run(read, json({ code: 'x' }, { status: 403 })))).toMatchObject({
      name: 'PermissionError',
      missingScopes: [],
    });
  });

  it('keeps the id of the request', async () => {
    const error = await errorOf(ApiError, run(read, empty(404, { 'x-request-id': 'abc-1' })));
    expect(error.requestId).toBe('abc-1');
    const unauthorized = await errorOf(AuthError, run(read, empty(401, { 'x-request-id': 'abc-2' })));
    expect(unauthorized.requestId).toBe('abc-2');
  });

  it('quotes the service in one short line without control characters', async () => {
    const message = `a\nb\u001b[31m\u202e${'c'.repeat(5000)}`;
    const error = await errorOf(ApiError, run(read, json({ code: 'x', message }, { status: 400 })));
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(error.message.length).toBeLessThan(400);
  });

  it('nested without end is a refusal like another', async () => {
    const body = `${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(await failureOf(run(read, text(body, { status: 400 })))).toMatchObject({
      name: 'ApiError',
      status: 400,
    });
  });

  it('of a call that no spec knows still says what it can', async () => {
    const send = compose(
      fakeFetch(empty(429), json({ code: 'oauthtoken_scope_invalid' }, { status: 401 })).fetch,
      receive({ clock: fakeClock() }),
    );
    expect(await failureOf(send(new Request('https://cliq.test/x')))).toMatchObject({
      name: 'RateLimitError',
      operation: undefined,
    });
    expect(await failureOf(send(new Request('https://cliq.test/x')))).toMatchObject({
      name: 'PermissionError',
      missingScopes: [],
    });
  });
});

describe('a success that reads like an error', () => {
  it.each(bodies.filter(([, , code]) => code !== undefined))(
    '(%s) is an error, and leaves a write unknown',
    async (_shape, body, code) => {
      expect(await failureOf(run(read, text(body)))).toMatchObject({
        status: 200,
        code,
        outcome: 'notApplied',
      });
      expect(await failureOf(run(pinChat, text(body)))).toMatchObject({
        status: 200,
        code,
        outcome: 'unknown',
      });
      expect(await failureOf(run(post, text(body)))).toMatchObject({
        status: 200,
        code,
        outcome: 'unknown',
        retryable: false,
      });
    },
  );

  it('is data when it has what was promised', async () => {
    const body = { code: 'fine', data: [] };
    expect(await run(read, json(body))).toEqual(body);
  });
});

describe('a success', () => {
  it.each([
    ['a page', '<html>Sign in to the hotel Wi-Fi</html>', 'is not JSON'],
    ['cut off JSON', '{"data":[{"id":"1"', 'is not JSON'],
    ['two values', '{"data":[]}{}', 'is not JSON'],
    ['nothing', '', 'is empty'],
    ['blanks', '  \n', 'is not JSON'],
    ['null', 'null', 'is not an object'],
    ['an array', '[]', 'is not an object'],
    ['a text', '"ok"', 'is not an object'],
    ['a number', '1488288613043522033', 'is not an object'],
  ])(
    'with %s where data was promised is a ResponseError that leaves a write unknown',
    async (_what, body, what) => {
      for (const status of [200, 201, 202, 206, 299]) {
        const reading = await errorOf(ResponseError, run(read, text(body, { status })));
        expect(reading).toMatchObject({
          status,
          outcome: 'notApplied',
          attempts: 1,
          operation: 'getPinnedMessages',
        });
        expect(reading.message).toContain(what);
        expect(await errorOf(ResponseError, run(pinChat, text(body, { status })))).toMatchObject({
          outcome: 'unknown',
          retryable: false,
        });
      }
    },
  );

  it('without a body where data was promised is one, too', async () => {
    for (const status of [204, 205]) {
      expect(await errorOf(ResponseError, run(read, empty(status)))).toMatchObject({
        status,
        snippet: undefined,
      });
    }
  });

  it('that is a page shows how it begins, in one clean line', async () => {
    const error = await errorOf(ResponseError, run(read, text(`<html>\r\n\t\u0007${'x'.repeat(9000)}`)));
    expect(error.snippet).toBe('<html>…'); // A word that is cut may be half a token.
    expect(error.snippet?.length).toBeLessThanOrEqual(201);
  });

  it.each(['', '{"Response Code":"204 No response"}', '{"code":"204"}', '[1]', 'null'])(
    'with %j where nothing was promised is a success',
    async (body) => {
      expect(await run(reorder, text(body))).toBeUndefined();
      const { response } = await testClient({ fetch: fakeFetch(text(body)).fetch })
        .folders('reorderCategory', { path: { CATEGORY_ID2: '1' }, body: { last_sync_time: 1 } })
        .withResponse();
      expect(response.ok).toBe(true);
    },
  );

  it.each(['OK', '<html>', '[1,'])('with %j where nothing was promised is somebody else', async (body) => {
    expect(await errorOf(ResponseError, run(reorder, text(body)))).toMatchObject({ outcome: 'unknown' });
  });

  it('that says a known error code is an error, where nothing was promised too', async () => {
    const error = await errorOf(ApiError, run(reorder, text('{"code":"operation_failed"}')));
    expect(error).toMatchObject({ status: 200, code: 'operation_failed', outcome: 'unknown' });
  });

  it('of a message has its data only when the service gives it', async () => {
    expect(await run(post, empty())).toBeUndefined();
    expect(await run(post, text(''))).toBeUndefined();
    expect(await run(post, json({ message_id: '1_2' }))).toEqual({ message_id: '1_2' });
    expect(await errorOf(ResponseError, run(post, text('<html>')))).toMatchObject({ outcome: 'unknown' });
  });

  it.each(['text/html', 'text/plain', 'application/octet-stream', 'nonsense'])(
    'of JSON is data whatever its type says (%s)',
    async (type) => {
      expect(await run(read, json({ data: [] }, { headers: { 'content-type': type } }))).toEqual({
        data: [],
      });
    },
  );

  it('has long ids with all their digits', async () => {
    const answer = text('{"data":[{"id":1488288613043522033,"n":1,"s":"1488288613043522033"}]}');
    expect(await run(read, answer)).toEqual({
      data: [{ id: '1488288613043522033', n: 1, s: '1488288613043522033' }],
    });
  });

  it('keeps status and headers in its response', async () => {
    const { fetch } = fakeFetch(json({ data: [] }, { status: 203, headers: { 'x-a': 'b' } }));
    const { response } = await testClient({ fetch })
      .pins('getPinnedMessages', { path: { CHAT_ID: '1' } })
      .withResponse();
    expect([response.status, response.headers.get('x-a')]).toEqual([203, 'b']);
  });

  it('of a call that no spec knows may be anything that is JSON, or nothing', async () => {
    const send = compose(fakeFetch(json([1]), empty(), text('<html>')).fetch, receive());
    expect(await (await send(new Request('https://cliq.test/x'))).json()).toEqual([1]);
    expect((await send(new Request('https://cliq.test/x'))).status).toBe(204);
    await errorOf(ResponseError, send(new Request('https://cliq.test/x')));
  });
});

/** Bytes in the given pieces. */
const bytes =
  (pieces: readonly Uint8Array[]): Answer =>
  () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      }),
    );
const utf8 = (string: string): Uint8Array => new TextEncoder().encode(string);

describe('the bytes of a reply', () => {
  it('may be cut anywhere, within a character too', async () => {
    const whole = utf8('{"data":[{"t":"é🎉日"}]}');
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const data = await run(read, bytes([whole.slice(0, cut), whole.slice(cut)]));
      expect(data).toEqual({ data: [{ t: 'é🎉日' }] });
    }
    expect(await run(read, bytes([...whole].map((byte) => Uint8Array.of(byte))))).toEqual({
      data: [{ t: 'é🎉日' }],
    });
  });

  it('may begin with a byte order mark', async () => {
    expect(
      await run(read, bytes([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf), utf8('{"data":[]}')])),
    ).toEqual({ data: [] });
  });

  it('that are no UTF-8 become replacement characters', async () => {
    expect(await run(read, bytes([utf8('{"data":["'), Uint8Array.of(0xff, 0xc3), utf8('"]}')]))).toEqual({
      data: ['\ufffd\ufffd'],
    });
  });

  it('of UTF-16 are not JSON', async () => {
    expect(
      await errorOf(ResponseError, run(read, bytes([Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0])]))),
    ).toMatchObject({ status: 200 });
  });

  it('are read up to the limit and not one further', async () => {
    const body = '{"data":["é"]}';
    const size = utf8(body).length;
    expect(await run(read, text(body), { maxResponseBytes: size })).toEqual({ data: ['é'] });
    const error = await errorOf(ResponseError, run(read, text(body), { maxResponseBytes: size - 1 }));
    expect(error.message).toContain(`larger than ${size - 1} bytes`);
    expect(error.message).toContain('maxResponseBytes');
  });

  it('that have no end are given up and cancelled', async () => {
    let chunks = 0;
    let cancelled = false;
    const endless: Answer = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            chunks += 1;
            controller.enqueue(new Uint8Array(1000));
          },
          cancel() {
            cancelled = true;
            throw new Error('already gone');
          },
        }),
      );
    expect(await errorOf(ResponseError, run(post, endless, { maxResponseBytes: 10_000 }))).toMatchObject({
      outcome: 'unknown',
      status: 200,
    });
    expect([cancelled, chunks < 20]).toEqual([true, true]);
  });
});

describe('a redirect', () => {
  const targets = [
    ['https://evil.test/login?token=canary#canary', ' to https://evil.test'],
    ['//evil.test/canary', ' to https://evil.test'],
    ['/canary', ' to https://cliq.test'],
    ['https://user:canary@evil.test/', ' to https://evil.test'],
    ['http://[canary', ''],
    [undefined, ''],
  ] as const;

  it.each(targets)('to %s is refused, and only its origin is told', async (location, told) => {
    for (const status of [300, 301, 302, 303, 304, 305, 307, 308, 399]) {
      const { fetch, sent } = fakeFetch(empty(status, location === undefined ? {} : { location }));
      const error = await errorOf(
        ResponseError,
        testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } }),
      );
      expect(error.message).toContain(`answered with a redirect${told}; it was not followed`);
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('canary');
      expect(error).toMatchObject({ status, outcome: 'notApplied' });
      expect(sent).toHaveLength(1);
    }
  });

  it('leaves a write unknown, and its body is let go', async () => {
    let cancelled = false;
    const answer: Answer = () =>
      new Response(
        new ReadableStream({
          cancel: () => {
            cancelled = true;
            throw new Error('gone');
          },
        }),
        { status: 307, headers: { location: '/' } },
      );
    expect(await errorOf(ResponseError, run(post, answer))).toMatchObject({ outcome: 'unknown' });
    expect(cancelled).toBe(true);
  });

  it('is known in a browser, which hides it', async () => {
    const hidden: Answer = () =>
      Object.defineProperties(new Response(null), {
        type: { value: 'opaqueredirect' },
        status: { value: 0 },
      });
    const error = await errorOf(ResponseError, run(read, hidden));
    expect(error.status).toBe(0);
    expect(error.message).toContain('answered with a redirect;');
  });
});

describe('an attempt', () => {
  it('whose signal has aborted is not made', async () => {
    const { fetch, sent } = fakeFetch(empty());
    const call = createCall(operations.muteThread);
    const request = new CliqRequest('https://cliq.test', { call, signal: AbortSignal.abort('no') });
    expect(await failureOf(compose(fetch, receive())(request))).toBe('no');
    expect(sent).toEqual([]);
  });
});

describe('a success without what its operation promises', () => {
  it.each([
    ['{}', '{}'],
    ['other keys', '{"status":"ok"}'],
  ])('with %s is a ResponseError that says what is missing', async (_what, body) => {
    const { fetch } = fakeFetch(text(body));
    const error = await errorOf(
      ResponseError,
      testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } }),
    );
    expect(error.message).toContain('has no data');
  });
});

describe('a reply that quotes the request', () => {
  it.each([
    'Authorization: Zoho-oauthtoken 1000.canary.canary',
    'authorization: bearer canary',
    'token=1000.canarycanary.canary&x',
  ])('shows no token: %s', async (quoted) => {
    for (const status of [200, 400, 500]) {
      const body = status === 400 ? JSON.stringify({ code: 'no', message: quoted }) : quoted;
      const { fetch } = fakeFetch(text(body, { status }));
      const error = await failureOf(
        testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } }),
      );
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('canary');
    }
  });
});

describe('a success that carries nothing', () => {
  it('keeps its status and loses the headers of its body', async () => {
    const { fetch } = fakeFetch(
      json({ 'Response Code': '204 No response' }, { headers: { 'content-length': '38' } }),
    );
    const call = testClient({ fetch }).threads('leaveThread', { path: { THREAD_CHAT_ID: '1' } });
    const { data, response } = await call.withResponse();
    expect([data, response.status, response.headers.get('content-length')]).toEqual([undefined, 200, null]);
  });
});
