import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../src/clock/create-clock.ts';
import { whole } from '../../src/delivery/delivery.ts';
import type { Inside } from '../../src/http/inside.ts';
import type { Door } from '../../src/http/open-door.ts';
import { openDoor } from '../../src/http/open-door.ts';
import { sendReply } from '../../src/http/send-reply.ts';
import { jsonReply } from '../../src/replies/json-reply.ts';
import { get, raw, statusOf } from './raw.ts';

const elsewhere = 418;

/** A door with something inside, and an engine that answers everything with a status of its own. */
async function openWith(inside: Inside, origins: readonly string[] = []): Promise<Door> {
  const engine = () => whole(jsonReply(elsewhere, {}));
  const door = await openDoor(engine, createClock({ mode: 'real' }), { port: 0, inside, origins });
  onTestFinished(() => door.close());
  return door;
}

/** Answers with what it was asked. */
const echo: Inside = ({ method, url }) => ({
  maxBodyBytes: 100,
  answer: (body, outgoing) =>
    sendReply(jsonReply(200, { method, path: url.pathname, bytes: body.length }), outgoing),
});

const own = [
  '/',
  '/_emulator',
  '/_emulator/',
  '/_emulator/reset',
  '/x/../_emulator/reset',
  '/%2e/_emulator/reset',
];

describe('inside', () => {
  test.each(own)('%s is asked for', async (path) => {
    const { port } = await openWith(echo);
    expect(statusOf(await raw(port, get(['Host: localhost'], path)))).toBe(200);
  });

  test.each([
    '/index.html',
    '/_emulatorx',
    '/api/v3/pin-categories',
    '/oauth/v2/token',
    '/x/_emulator/',
    '//_emulator/',
  ])('%s is not', async (path) => {
    const { port } = await openWith(echo);
    expect(statusOf(await raw(port, get(['Host: localhost'], path)))).toBe(elsewhere);
  });

  test('a path that it does not have is left to the engine', async () => {
    const { port } = await openWith(() => undefined);
    expect(statusOf(await raw(port, get(['Host: localhost'], '/_emulator/x')))).toBe(elsewhere);
  });

  test.each([
    [100, 200],
    [101, 413],
  ])('a route has a bound of its own for bodies: %i bytes give %i', async (bytes, status) => {
    const { origin } = await openWith(echo);
    const reply = await fetch(`${origin}/_emulator/snapshot`, { method: 'PUT', body: 'x'.repeat(bytes) });
    expect(reply.status).toBe(status);
  });

  test('a route may take more than the API', async () => {
    const bytes = 3_000_000;
    const { origin } = await openWith((request) => {
      const route = echo(request);
      return route === undefined ? undefined : { ...route, maxBodyBytes: bytes };
    });
    const put = async (length: number) =>
      await fetch(`${origin}/_emulator/snapshot`, { method: 'PUT', body: 'x'.repeat(length) });
    expect(await (await put(bytes)).json()).toMatchObject({ bytes });
    expect((await put(bytes + 1)).status).toBe(413);
  });

  test.each<[string, readonly string[], number]>([
    ['/_emulator/x', [], 200],
    ['/_emulator/x', ['Origin: http://localhost', 'Sec-Fetch-Site: same-origin'], 200],
    ['/_emulator/x', ['Sec-Fetch-Site: none'], 200],
    ['/_emulator/x', ['Origin: http://listed.test'], 403],
    ['/_emulator/x', ['Origin: http://localhost:5173'], 403],
    ['/_emulator/x', ['Sec-Fetch-Site: same-site'], 403],
    ['/_emulator/x', ['Sec-Fetch-Site: cross-site'], 403],
    [
      '/_emulator/x',
      ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
      403,
    ],
    ['/', ['Origin: http://listed.test'], 403],
    ['/', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'], 200],
    ['/', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'], 403],
    ['/', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'], 403],
  ])('%s with %j gives %i', async (path, headers, status) => {
    const { port } = await openWith(echo, ['http://listed.test']);
    const reply = await raw(port, get(['Host: localhost', ...headers], path));
    expect(statusOf(reply)).toBe(status);
    expect(reply).not.toMatch(/access-control/iu);
  });

  test('a foreign host or page is refused before it is asked', async () => {
    let asked = 0;
    const { port } = await openWith(() => {
      asked += 1;
      return undefined;
    });
    await raw(port, get(['Host: evil.test'], '/_emulator/reset'));
    await raw(port, get(['Host: localhost', 'Origin: null'], '/_emulator/reset'));
    expect(asked).toBe(0);
  });

  test('a stream of events goes on until the client leaves', async () => {
    let left = (): void => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    let send = (_: string): void => {};
    const stream = (outgoing: ServerResponse): void => {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
      send = (text) => outgoing.write(`data: ${text}\n\n`);
      outgoing.once('close', left);
      send('first');
    };
    const { port } = await openWith(() => ({ maxBodyBytes: 0, answer: (_, outgoing) => stream(outgoing) }));
    const socket = connect(port, '127.0.0.1');
    let seen = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
    });
    socket.write('GET /_emulator/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    while (!seen.includes('first')) await once(socket, 'data');
    send('second');
    while (!seen.includes('second')) await once(socket, 'data');
    socket.destroy();
    await gone;
  });

  test('a stream of events ends with the door', async () => {
    const door = await openWith(() => ({
      maxBodyBytes: 0,
      answer: (_, outgoing) => {
        outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
      },
    }));
    const reply = await fetch(`${door.origin}/_emulator/events`);
    const text = reply.text();
    await Promise.all([door.close(), expect(text).rejects.toThrow()]);
  });

  test('a client that leaves in the middle of a reply is nothing to warn of', async () => {
    const warnings: unknown[] = [];
    const note = (warning: unknown): number => warnings.push(warning);
    process.on('warning', note);
    onTestFinished(() => {
      process.off('warning', note);
    });
    let answered: Promise<void> = Promise.resolve();
    const { origin } = await openWith(() => ({
      maxBodyBytes: 0,
      answer: async (_, outgoing) => {
        answered = Promise.resolve(sendReply({ ...jsonReply(200, {}), paddedTo: 1e12 }, outgoing));
        await answered;
      },
    }));
    const reply = await fetch(`${origin}/_emulator/x`);
    await reply.body?.cancel();
    await expect(answered).rejects.toThrow('Premature close');
    // Warnings come with the next tick.
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });

  test.each(['before', 'after'])('what breaks %s its head says nothing of why', async (when) => {
    const { port } = await openWith(() => ({
      maxBodyBytes: 0,
      async answer(_, outgoing) {
        if (when === 'after') outgoing.writeHead(200).write('begun');
        throw new Error('inner detail');
      },
    }));
    const reply = await raw(port, get(['Host: localhost'], '/_emulator/x'));
    expect(reply).not.toContain('detail');
    if (when === 'before') expect(statusOf(reply)).toBe(500);
    else expect(reply).not.toContain('0\r\n\r\n');
  });
});
