import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Emulator } from '../src/index.ts';
import { createClock, createEmulator } from '../src/index.ts';

async function open(): Promise<{ emulator: Emulator; port: number }> {
  const emulator = await createEmulator();
  onTestFinished(() => emulator.close());
  return { emulator, port: Number(new URL(emulator.url).port) };
}

/** Sends bytes as they are, and gives what comes back until the connection is closed, which a reset can do early. */
async function raw(port: number, text: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString();
}

function statusOf(reply: string): number {
  return Number(reply.split(' ')[1]);
}

function request(lines: readonly string[], target = '/api/v3/pin-categories'): string {
  return [`GET ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n');
}

describe('the host of a request', () => {
  test.each<[string, readonly string[], number]>([
    ['localhost', ['Host: localhost'], 401],
    ['localhost with a port', ['Host: localhost:8080'], 401],
    ['capital letters', ['Host: LOCALHOST'], 401],
    ['127.0.0.1', ['Host: 127.0.0.1'], 401],
    ['127.0.0.1 with a port', ['Host: 127.0.0.1:1'], 401],
    ['[::1]', ['Host: [::1]'], 401],
    ['[::1] with a port', ['Host: [::1]:65535'], 401],
    ['none', [], 400],
    ['an empty one', ['Host:'], 403],
    ['two', ['Host: localhost', 'Host: evil.test'], 403],
    ['a foreign one', ['Host: evil.test'], 403],
    ['a foreign one that begins well', ['Host: localhost.evil.test'], 403],
    ['a foreign one that ends well', ['Host: evil.localhost'], 403],
    ['a name service for addresses', ['Host: 127.0.0.1.nip.io'], 403],
    ['another loopback address', ['Host: 127.0.0.2'], 403],
    ['all interfaces', ['Host: 0.0.0.0'], 403],
    ['the address as a number', ['Host: 2130706433'], 403],
    ['a trailing dot', ['Host: localhost.'], 403],
    ['a user', ['Host: localhost@evil.test'], 403],
    ['a port that is none', ['Host: localhost:http'], 403],
    ['a forwarded one', ['Host: localhost', 'X-Forwarded-Host: localhost'], 403],
    ['a page of this machine', ['Host: localhost', 'Origin: http://localhost:5173'], 401],
    ['a foreign page', ['Host: localhost', 'Origin: https://evil.test'], 403],
    ['a page of a foreign port name', ['Host: localhost', 'Origin: http://localhost.evil.test'], 403],
    ['a page without an origin', ['Host: localhost', 'Origin: null'], 403],
    ['a foreign frame', ['Host: localhost', 'Sec-Fetch-Site: cross-site'], 403],
    ['the same site', ['Host: localhost', 'Sec-Fetch-Site: same-origin'], 401],
  ])('%s', async (_, headers, status) => {
    const { port } = await open();
    expect(statusOf(await raw(port, request(headers)))).toBe(status);
  });

  test('may not come in the target', async () => {
    const { port } = await open();
    expect(
      statusOf(await raw(port, request(['Host: localhost'], 'http://evil.test/api/v3/pin-categories'))),
    ).toBe(403);
  });

  test('is not taken from a path with two slashes', async () => {
    const { port } = await open();
    expect(statusOf(await raw(port, request(['Host: localhost'], '//evil.test/api/v3/pin-categories')))).toBe(
      404,
    );
  });

  test('is needed in HTTP/1.0 as well', async () => {
    const { port } = await open();
    expect(statusOf(await raw(port, 'GET /api/v3/pin-categories HTTP/1.0\r\n\r\n'))).toBe(403);
  });

  test('is refused before anything of the request counts', async () => {
    const { port } = await open();
    const reply = await raw(
      port,
      'POST /nowhere HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 9999999\r\n\r\n',
    );
    expect(statusOf(reply)).toBe(403);
  });
});

describe('what is too large', () => {
  const most = 1_048_576;
  const head = 'POST /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';

  test.each([
    [most, 401],
    [most + 1, 413],
  ])('a body of %i bytes gives %i', async (bytes, status) => {
    const { port } = await open();
    const reply = await raw(port, `${head}Content-Length: ${bytes}\r\n\r\n${'x'.repeat(bytes)}`);
    expect(statusOf(reply)).toBe(status);
  });

  test.each([
    [most, 401],
    [most + 1, 413],
  ])('a body of %i bytes in chunks gives %i', async (bytes, status) => {
    const { port } = await open();
    const chunk = `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n0\r\n\r\n`;
    expect(statusOf(await raw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`))).toBe(status);
  });

  test('a body that does not end is cut off', async () => {
    const { port } = await open();
    const chunk = `100000\r\n${'x'.repeat(most)}\r\n`;
    const reply = await raw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`);
    // Closing with bytes unread resets the connection, and the reset can overtake the refusal.
    expect(reply).toMatch(/^$|^HTTP\/1\.1 413 [\s\S]*connection: close/i);
    expect(statusOf(await raw(port, request(['Host: localhost'])))).toBe(401);
  });

  test.each([
    [8192, 404],
    [8193, 414],
  ])('a URL of %i bytes gives %i', async (bytes, status) => {
    const { port } = await open();
    const target = `/${'x'.repeat(bytes - 1)}`;
    expect(statusOf(await raw(port, request(['Host: localhost'], target)))).toBe(status);
  });
});

describe('a malformed request', () => {
  test.each([
    'nonsense\r\n\r\n',
    'GET  HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'CONNECT evil.test:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'GET /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nCookie: a\r\nCookie: b\r\nSet-Cookie: c\r\nConnection: close\r\n\r\n',
    'GET /api/v3/%00 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx',
    'HEAD /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  ])('%j does no harm', async (text) => {
    const { emulator, port } = await open();
    const reply = await raw(port, text);
    if (reply !== '') expect(statusOf(reply)).toBeGreaterThanOrEqual(400);
    expect(statusOf(reply) || 0).toBeLessThan(500);
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test('may stop in the middle of its body', async () => {
    const { emulator, port } = await open();
    const socket = connect(port, '127.0.0.1');
    socket.write(
      'POST /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"title":',
    );
    await once(socket, 'connect');
    socket.destroy();
    await once(socket, 'close');
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });
});

describe('the door', () => {
  test('refuses a long body so that fetch sees the refusal', async () => {
    const { emulator } = await open();
    const init = { method: 'POST', body: 'x'.repeat(4_000_000) };
    expect((await fetch(`${emulator.url}/pin-categories`, init)).status).toBe(413);
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test('answers 500 to a fault of the emulator, and says nothing of it', async () => {
    let broken = false;
    const clock = createClock();
    const wall = (): number => {
      if (broken) throw new Error('inner detail');
      return clock.wall();
    };
    const emulator = await createEmulator({ clock: { ...clock, wall } });
    onTestFinished(() => emulator.close());
    broken = true;
    const reply = await fetch(`${emulator.url}/nowhere`);
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain('detail');
    await expect(emulator.fetch(`${emulator.url}/nowhere`)).rejects.toThrow('inner detail');
    const headers = { authorization: 'Bearer x' };
    await expect(emulator.fetch(`${emulator.url}/pin-categories`, { headers })).rejects.toThrow(
      'inner detail',
    );
  });

  test('survives arbitrary requests', async () => {
    const { emulator, port } = await open();
    let state = 1;
    const below = (limit: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    const garbage = (length: number) =>
      Buffer.from(Array.from({ length }, () => below(256))).toString('latin1');
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'LINK', garbage(3)];
    const paths = [
      '/api/v3/pin-categories',
      '/api/v3/threads/',
      '/oauth/v2/token',
      '/',
      '\\',
      '/network/%',
      '/%ff',
      '/?',
    ];
    for (let round = 0; round < 300; round += 1) {
      const body = garbage(below(40));
      const head = [
        `${methods[below(methods.length)]} ${paths[below(paths.length)]}${garbage(below(4))} HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${emulator.issueToken()}`,
        `X-${garbage(below(3))}: ${garbage(below(5))}`,
        `Content-Length: ${body.length}`,
        'Connection: close',
      ];
      const reply = await raw(port, Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
      if (reply !== '') expect(statusOf(reply)).toBeLessThan(500);
    }
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test('sends no headers that would let a web page in', async () => {
    const { emulator } = await open();
    const reply = await fetch(`${emulator.url}/pin-categories`, { method: 'OPTIONS' });
    expect(reply.status).toBe(405);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('does not open on a port that is taken', async () => {
    const { port } = await open();
    await expect(createEmulator({ port })).rejects.toThrow(`port ${port} is in use`);
    await expect(createEmulator({ port: 70_000 })).rejects.toThrow();
  });

  test('closes with its connections, and closes once', async () => {
    const { emulator, port } = await open();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => {});
    const gone = once(socket, 'close');
    await Promise.all([emulator.close(), emulator.close()]);
    await gone;
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});
