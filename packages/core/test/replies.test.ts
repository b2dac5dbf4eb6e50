import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { ResponseError } from '../src/errors/response-error.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { serve, serveSocket } from './local-server.ts';
import type { TestClient } from './test-client.ts';
import { testClient } from './test-client.ts';

const accounts = 'https://accounts.test';
const read = ({ pins }: TestClient) => pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
const post = ({ threads }: TestClient) =>
  threads('sendMessageToThread', { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } });
const put = ({ threads }: TestClient) =>
  threads('updateThreadState', { path: { THREAD_CHAT_ID: '1' }, body: { action: 'close' } });
const remove = ({ pins }: TestClient) =>
  pins('deletePinnedMessages', { path: { CHAT_ID: '1' }, body: { message_ids: ['1_2'] } });

/** A server that answers every request with these bytes, and then ends or resets the connection. */
async function clientOfBytes(bytes: string, end: 'end' | 'reset' = 'end'): Promise<TestClient> {
  const { origin } = await serveSocket((socket) => {
    socket.write(bytes, () => setImmediate(() => (end === 'end' ? socket.end() : socket.resetAndDestroy())));
  });
  return testClient({ dataCenter: { api: origin, accounts } });
}

describe('a redirect on the wire', () => {
  it.each([300, 301, 302, 303, 304, 305, 306, 307, 308])(
    'of status %i is not followed by any method: the other server sees nothing',
    async (status) => {
      let seen = 0;
      let asked = 0;
      const other = await serve((_request, response) => {
        seen += 1;
        response.end();
      });
      const { origin } = await serve((_request, response) => {
        asked += 1;
        response.writeHead(status, { location: `${other.origin}/?secret=canary` }).end();
      });
      const client = testClient({ dataCenter: { api: origin, accounts } });
      const methods = [read, post, put, remove];
      for (const method of methods) {
        const error = await errorOf(ResponseError, method(client));
        expect(error).toMatchObject({
          status,
          attempts: 1,
          outcome: method === read ? 'notApplied' : 'unknown',
        });
        expect(error.message).toContain(` to ${other.origin};`);
        expect(error.message).not.toContain('canary');
      }
      expect([asked, seen]).toEqual([methods.length, 0]);
    },
  );

  it('to itself is asked once', async () => {
    let asked = 0;
    const { origin } = await serve((request, response) => {
      asked += 1;
      response.writeHead(302, { location: request.url }).end();
    });
    await errorOf(ResponseError, read(testClient({ dataCenter: { api: origin, accounts } })));
    expect(asked).toBe(1);
  });
});

describe('a reply that ends too early', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
  it.each<[string, string, 'end' | 'reset']>([
    ['by a reset', `${head}Content-Length: 100\r\n\r\n{"data":`, 'reset'],
    ['short of its Content-Length', `${head}Content-Length: 100\r\n\r\n{"data":[]}`, 'end'],
    ['without its last chunk', `${head}Transfer-Encoding: chunked\r\n\r\nb\r\n{"data":[]}\r\n`, 'end'],
    ['within a chunk', `${head}Transfer-Encoding: chunked\r\n\r\nff\r\n{"data":`, 'end'],
    [
      'in a compressed body that is none',
      `${head}Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: 11\r\n\r\n{"data":[]}`,
      'end',
    ],
  ])('%s is a ConnectionError: a read changed nothing, a message is unknown', async (_how, bytes, end) => {
    const client = await clientOfBytes(bytes, end);
    const reading = await errorOf(ConnectionError, read(client));
    expect(reading).toMatchObject({ phase: 'body', outcome: 'notApplied', retryable: true });
    expect(reading.message).toContain('within the reply (200');
    expect(await errorOf(ConnectionError, post(client))).toMatchObject({
      phase: 'body',
      outcome: 'unknown',
      retryable: false,
    });
  });

  it('with no length to tell is cut off JSON', async () => {
    const client = await clientOfBytes(`${head}\r\n{"data":[{"id":"1`);
    expect(await errorOf(ResponseError, read(client))).toMatchObject({ outcome: 'notApplied' });
    expect(await errorOf(ResponseError, post(client))).toMatchObject({ outcome: 'unknown' });
  });
});

describe('a reply on the wire', () => {
  it('that unpacks to far more than it weighs is cut at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb);
    });
    const client = testClient({ dataCenter: { api: origin, accounts }, maxResponseBytes: 1024 * 1024 });
    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(await errorOf(ResponseError, read(client))).toMatchObject({ status: 200, outcome: 'notApplied' });
    expect(await errorOf(ResponseError, post(client))).toMatchObject({ outcome: 'unknown' });
  });

  it('that is too large is cut, with a length and in chunks', async () => {
    const { origin } = await serve((request, response) => {
      const body = ' '.repeat(2000);
      if (request.method === 'GET') response.writeHead(200, { 'content-length': body.length }).end(body);
      else response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(body);
    });
    const client = testClient({ dataCenter: { api: origin, accounts }, maxResponseBytes: 1999 });
    await errorOf(ResponseError, read(client));
    await errorOf(ResponseError, post(client));
  });

  it('that is compressed is read', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"data":[]}'));
    });
    expect(await read(testClient({ dataCenter: { api: origin, accounts } }))).toEqual({ data: [] });
  });

  it('of 204 with a body is a success', async () => {
    const client = await clientOfBytes('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi');
    expect(await put(client)).toBeUndefined();
  });

  it('after hints is read', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20);
    const client = await clientOfBytes(`${hints}HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"data":[]}`);
    expect(await read(client)).toEqual({ data: [] });
  });

  it.each([600, 999])('of status %i, which is none, is a refusal', async (status) => {
    const client = await clientOfBytes(`HTTP/1.1 ${status} Odd\r\nContent-Length: 0\r\n\r\n`);
    expect(await failureOf(post(client))).toMatchObject({ status, outcome: 'unknown' });
  });

  it('is asked for with the method, headers and body of the operation', async () => {
    const asked: unknown[] = [];
    const { origin } = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const { 'content-type': type, 'content-length': length, authorization } = request.headers;
      asked.push({
        method: request.method,
        url: request.url,
        type,
        length,
        authorization,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(204).end();
    });
    await remove(testClient({ dataCenter: { api: `${origin}/api/v3`, accounts } }));
    expect(asked).toEqual([
      {
        method: 'DELETE',
        url: '/api/v3/chats/1/pin-messages',
        type: 'application/json',
        length: '23',
        authorization: 'Zoho-oauthtoken a-token',
        body: '{"message_ids":["1_2"]}',
      },
    ]);
  });
});
