import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createPins } from '../../pins/src/index.ts';
import { undiciFetch } from '../src/index.ts';

const token = 'cliqkit-emulated-token';
const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  // A server that listens on a port has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetch = undiciFetch(request);

function readPrimary(url: string, options: { maxResponseBytes?: number; attemptTimeout?: number } = {}) {
  const pins = createPins({
    dataCenter: { api: url, accounts: url },
    credentials: { accessToken: token },
    retry: false,
    fetch,
    ...options,
  });
  return pins.getPrimary('CT_1');
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of incoming.setEncoding('utf8')) text += piece;
  return text;
}

function deferred(): { promise: Promise<void>; done: () => void } {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}

const json = (outgoing: ServerResponse, value: unknown): void => {
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

describe('sends and receives', () => {
  it('the method, the headers and the body', async () => {
    const url = await serve(async (incoming, outgoing) => {
      const { method, headers } = incoming;
      json(outgoing, {
        method,
        sent: headers['x-sent'],
        accept: headers.accept,
        body: await textOf(incoming),
      });
    });
    const response = await fetch(url, { method: 'POST', headers: { 'x-sent': 'yes' }, body: 'grüß' });
    const seen = { method: 'POST', sent: 'yes', accept: '*/*', body: 'grüß' };
    expect(response.status).toBe(200);
    await expect(response.json()).resolves.toEqual(seen);
  });

  it('headers that come more than once', async () => {
    const url = await serve((_incoming, outgoing) => {
      outgoing.setHeader('set-cookie', ['a=1', 'b=2']);
      outgoing.setHeader('x-many', ['one', 'two']);
      outgoing.end();
    });
    const { headers } = await fetch(url);
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(headers.get('x-many')).toBe('one, two');
  });

  it.each([204, 205, 304])('a reply %i, which has no body', async (status) => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(status).end());
    const response = await fetch(url);
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
  });

  it('a reply to HEAD', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(200, { 'content-length': 9 }).end());
    expect((await fetch(url, { method: 'HEAD' })).body).toBeNull();
  });

  it('a redirect as it is', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(302, { location: '/other' }).end());
    const response = await fetch(url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/other']);
  });

  it('a large body, no faster than it is read', async () => {
    const piece = Buffer.alloc(65_536, 'a');
    let written = 0;
    const url = await serve(async (_incoming, outgoing) => {
      for (; written < 200; written += 1) if (!outgoing.write(piece)) await once(outgoing, 'drain');
      outgoing.end();
    });
    const response = await fetch(url);
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(written).toBeLessThan(200);
    let bytes = piece.length;
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      bytes += next.value.byteLength;
    }
    expect(bytes).toBeGreaterThanOrEqual(199 * piece.length);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('a reply in %s', async (encoding, compress) => {
    const url = await serve(({ headers }, outgoing) => {
      expect(headers['accept-encoding']).toContain(encoding);
      outgoing.writeHead(200, { 'content-encoding': encoding }).end(compress('{"data":1}'));
    });
    await expect((await fetch(url)).json()).resolves.toEqual({ data: 1 });
  });

  it('no reply in an encoding that was not asked for', async () => {
    const url = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-encoding': 'zstd' }).end('?');
    });
    await expect(fetch(url)).rejects.toThrow(TypeError);
  });

  it('no reply in gzip that breaks off', async () => {
    const whole = gzipSync('a'.repeat(1000));
    const url = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, 20));
    });
    await expect((await fetch(url)).text()).rejects.toThrow();
  });
});

describe('ends', () => {
  it('with the reason of a signal that has aborted', async () => {
    const reason = new Error('enough');
    await expect(fetch('http://127.0.0.1:9', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('while it waits for the reply, when the signal aborts', async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = fetch(url, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(waiting).rejects.toBe(reason);
  });

  it('within the body, when the signal aborts', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(200).write('{"data":'));
    const controller = new AbortController();
    const reason = new Error('enough');
    const response = await fetch(url, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(response.text()).rejects.toBe(reason);
  });

  it('the connection when nobody wants the rest of the body', async () => {
    const closed = deferred();
    const url = await serve((_incoming, outgoing) => {
      outgoing.on('close', closed.done).writeHead(200).write('{"data":');
    });
    await (await fetch(url)).body?.cancel();
    await expect(closed.promise).resolves.toBeUndefined();
  });
});

describe('refuses by name', () => {
  it.each([
    [{ redirect: 'follow' }, /redirect/],
    [{ keepalive: true }, /keepalive/],
    [{ body: new FormData() }, /body/],
    [{ method: 'TRACE' }, /methods/],
  ] as const)('%j', async (init, named) => {
    await expect(fetch('http://127.0.0.1:9', { ...init })).rejects.toThrow(named);
  });

  it('a Request', async () => {
    await expect(fetch(new Request('http://127.0.0.1:9'))).rejects.toThrow(/Request/);
  });
});

describe('as the fetch of a client', () => {
  it('tells a connection that was refused', async () => {
    const url = await serve(() => undefined);
    await opened.pop()?.();
    const error = { name: 'ConnectionError', phase: 'connect', code: 'ECONNREFUSED', outcome: 'notApplied' };
    await expect(readPrimary(url)).rejects.toMatchObject(error);
  });

  it('from one that broke before the reply', async () => {
    const url = await serve(({ socket }) => socket.resetAndDestroy());
    await expect(readPrimary(url)).rejects.toMatchObject({ name: 'ConnectionError', phase: 'send' });
  });

  it('from one that broke within it', async () => {
    const url = await serve(({ socket }, outgoing) => {
      outgoing
        .writeHead(200, { 'content-type': 'application/json' })
        .write('{"data":', () => socket.destroy());
    });
    await expect(readPrimary(url)).rejects.toMatchObject({ name: 'ConnectionError', phase: 'body' });
  });

  it('reads no more than maxResponseBytes', async () => {
    const url = await serve((_incoming, outgoing) => json(outgoing, { data: 'a'.repeat(100_000) }));
    const refused = readPrimary(url, { maxResponseBytes: 1000 });
    await expect(refused).rejects.toMatchObject({ name: 'ResponseError', status: 200 });
  });

  it('ends an attempt that takes too long', async () => {
    const url = await serve(() => undefined);
    await expect(readPrimary(url, { attemptTimeout: 30 })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('follows no redirect', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(302, { location: '/other' }).end());
    await expect(readPrimary(url)).rejects.toMatchObject({ name: 'ResponseError', status: 302 });
  });
});
