import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { codeOf } from '../src/middleware/transport.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { failing, fakeFetch, hanging } from './fake-fetch.ts';
import { closedPort, serve, serveSocket } from './local-server.ts';
import type { TestClient } from './test-client.ts';
import { testClient } from './test-client.ts';

const accounts = 'https://accounts.test';
const read = ({ pins }: TestClient) => pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
const post = ({ threads }: TestClient) =>
  threads('sendMessageToThread', { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } });
const mute = ({ threads }: TestClient) => threads('muteThread', { path: { THREAD_CHAT_ID: '1' } });
const reorder = ({ folders }: TestClient) =>
  folders('reorderCategory', { path: { CATEGORY_ID2: '1' }, body: { last_sync_time: 1 } });
const writes = [post, mute, reorder];

/** What undici, Bun, Deno and workerd throw when a connection fails. */
const networkError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('a connection that cannot be made', () => {
  it('to a closed port changed nothing, for any operation', async () => {
    const { origin, host } = await closedPort();
    const client = testClient({ dataCenter: { api: origin, accounts } });
    for (const run of [read, ...writes]) {
      const error = await errorOf(ConnectionError, run(client));
      expect(error).toMatchObject({ phase: 'connect', outcome: 'notApplied', retryable: true, attempts: 1 });
      expect(error.message).toContain(`no connection to ${host} (ECONNREFUSED)`);
    }
  });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'EADDRNOTAVAIL',
    'UND_ERR_CONNECT_TIMEOUT',
    'ConnectionRefused',
    'FailedToOpenSocket',
  ])('with %s changed nothing, for a message too', async (code) => {
    const { fetch } = fakeFetch(failing(networkError(code)));
    const error = await errorOf(ConnectionError, post(testClient({ fetch })));
    expect(error).toMatchObject({ phase: 'connect', code, outcome: 'notApplied', retryable: true });
    expect(error.message).toContain(code);
    expect(error.message).toContain('try again');
  });

  it.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])(
    'for the server does not prove who it is (%s) changed nothing, and a repeat does no good',
    async (code) => {
      const { fetch, sent } = fakeFetch(failing(networkError(code)));
      const client = testClient({ fetch, retry: {} });
      for (const run of [read, ...writes]) {
        const error = await errorOf(ConnectionError, run(client));
        expect(error).toMatchObject({ phase: 'connect', code, outcome: 'notApplied', retryable: false });
        expect(error.message).toContain(`cliq.test (${code})`);
        expect(error.message).toContain('certificates');
      }
      expect(sent).toHaveLength(1 + writes.length);
    },
  );
});

describe('a proxy', () => {
  it('that lets no connection through changed nothing, for a message too, and its words are not kept', async () => {
    const message = 'Proxy response (407) !== 200 when HTTP Tunneling';
    const refused = new TypeError('fetch failed', { cause: new Error(message) });
    const { fetch } = fakeFetch(failing(refused));
    const error = await errorOf(ConnectionError, post(testClient({ fetch })));
    expect(error).toMatchObject({
      phase: 'connect',
      code: 'PROXY_REFUSED',
      outcome: 'notApplied',
      retryable: true,
    });
    expect(error.message).not.toContain('Tunneling');
  });

  it('that does not prove who it is is not asked again', async () => {
    const { fetch, sent } = fakeFetch(failing(networkError('UND_ERR_PRX_TLS')));
    const error = await errorOf(ConnectionError, post(testClient({ fetch, retry: {} })));
    expect(error).toMatchObject({ phase: 'connect', outcome: 'notApplied', retryable: false });
    expect(sent).toHaveLength(1);
  });
});

describe('a reply whose head is too large', () => {
  it('is not asked for again: it would be as large', async () => {
    const { fetch, sent } = fakeFetch(failing(networkError('UND_ERR_HEADERS_OVERFLOW')));
    const client = testClient({ fetch, retry: {} });
    for (const run of [read, post]) {
      expect(await errorOf(ConnectionError, run(client))).toMatchObject({
        phase: 'send',
        retryable: false,
        outcome: run === read ? 'notApplied' : 'unknown',
      });
    }
    expect(sent).toHaveLength(2);
  });
});

describe('a header that frames a request', () => {
  it.each([
    'Content-Length',
    'transfer-encoding',
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'Expect',
  ])('cannot be set by a middleware (%s): nothing is sent', async (name) => {
    const { fetch, sent } = fakeFetch(failing(new Error()));
    const middleware: Middleware = (request, _call, next) => next(request.withHeader(name, '1'));
    const error = await errorOf(InputError, post(testClient({ fetch, middleware: [middleware] })));
    expect(error).toMatchObject({ operation: 'sendMessageToThread', outcome: 'notApplied' });
    expect(error.message).toContain(name.toLowerCase());
    expect(sent).toEqual([]);
  });
});

describe('a connection that breaks before a reply', () => {
  it('by a reset leaves a write unknown and a read without effect', async () => {
    const { origin } = await serveSocket((socket) => socket.resetAndDestroy());
    const client = testClient({ dataCenter: { api: origin, accounts } });
    expect(await failureOf(read(client))).toMatchObject({
      name: 'ConnectionError',
      phase: 'send',
      outcome: 'notApplied',
      retryable: true,
    });
    for (const write of writes) {
      const error = await errorOf(ConnectionError, write(client));
      expect(error).toMatchObject({ phase: 'send', outcome: 'unknown', retryable: false, attempts: 1 });
      expect(error.message).toContain('look before you repeat it');
    }
  });

  it('by an end without a byte is the same', async () => {
    const { origin } = await serveSocket((socket) => socket.end());
    const client = testClient({ dataCenter: { api: origin, accounts } });
    expect(await failureOf(post(client))).toMatchObject({ phase: 'send', outcome: 'unknown' });
  });

  it('by a reply that is not HTTP is the same', async () => {
    const { origin } = await serveSocket((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const client = testClient({ dataCenter: { api: origin, accounts } });
    expect(await failureOf(post(client))).toMatchObject({ phase: 'send', outcome: 'unknown' });
  });

  it('by headers without end is the same', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'x-long': 'a'.repeat(64 * 1024) }).end('{"data":[]}');
    });
    const client = testClient({ dataCenter: { api: origin, accounts } });
    expect(await failureOf(post(client))).toMatchObject({ name: 'ConnectionError', outcome: 'unknown' });
  });

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'HPE_INVALID_CONSTANT',
  ])('with %s leaves a message unknown', async (code) => {
    const { fetch } = fakeFetch(failing(networkError(code)));
    expect(await failureOf(post(testClient({ fetch })))).toMatchObject({
      phase: 'send',
      code,
      outcome: 'unknown',
      retryable: false,
    });
  });
});

describe('what fetch rejects with', () => {
  it.each([
    new TypeError('Load failed'),
    new TypeError('NetworkError'),
    'a string',
    undefined,
    null,
    0,
    { code: 7 },
  ])('when it has no code (%s) leaves a write unknown', async (thrown) => {
    const { fetch } = fakeFetch(failing(thrown));
    expect(await failureOf(post(testClient({ fetch })))).toMatchObject({
      name: 'ConnectionError',
      phase: 'send',
      code: undefined,
      outcome: 'unknown',
    });
  });

  it.each(['a b', 'x'.repeat(65), 'Zoho-oauthtoken', ''])(
    'has no code that is none of a system: %j is not kept',
    async (code) => {
      const { fetch } = fakeFetch(failing(networkError(code)));
      const error = await errorOf(ConnectionError, read(testClient({ fetch })));
      expect(error).toMatchObject({ code: undefined, phase: 'send' });
    },
  );

  it('is not kept: its text can quote a header', async () => {
    const { fetch } = fakeFetch(
      failing(new TypeError('Headers.append: "Zoho-oauthtoken a-token" is invalid')),
    );
    const error = await errorOf(ConnectionError, read(testClient({ fetch })));
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain('a-token');
  });

  it('may have a cause that is its own cause', async () => {
    const error = new TypeError('fetch failed');
    error.cause = { cause: error };
    expect(codeOf(error)).toBeUndefined();
    const { fetch } = fakeFetch(failing(error));
    expect(await failureOf(read(testClient({ fetch })))).toMatchObject({ name: 'ConnectionError' });
  });

  it('has its code at the top or in a cause of a cause', () => {
    expect(codeOf({ code: 'A' })).toBe('A');
    expect(codeOf({ cause: { cause: { code: 'B' } } })).toBe('B');
    expect(codeOf({ code: 20, cause: { code: 'C' } })).toBe('C');
    expect(codeOf(new AggregateError([]))).toBeUndefined();
  });
});

describe('an attempt', () => {
  it('tells fetch not to follow redirects', async () => {
    const { fetch, sent } = fakeFetch(failing(new Error()));
    await failureOf(read(testClient({ fetch })));
    expect(sent[0]?.redirect).toBe('manual');
  });

  it('that the caller aborts rejects with the caller’s reason', async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch(hanging());
    const { threads } = testClient({ fetch });
    const reason = { why: 'changed my mind' };
    const call = threads('muteThread', { path: { THREAD_CHAT_ID: '1' } }, { signal: controller.signal });
    controller.abort(reason);
    expect(await failureOf(call)).toBe(reason);
    expect(sent.every(({ signal }) => signal?.aborted)).toBe(true);
  });
});
