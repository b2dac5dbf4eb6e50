import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../src/clock/create-clock.ts';
import { whole } from '../../src/delivery/delivery.ts';
import type { Door, Patience } from '../../src/http/open-door.ts';
import { openDoor } from '../../src/http/open-door.ts';
import { jsonReply } from '../../src/replies/json-reply.ts';
import { get, raw, statuses, statusOf } from './raw.ts';

const slowClients = 200;
const head = 'POST /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\n';
const beginnings: readonly string[] = [
  '',
  'POST /api',
  `${head}X-Slow: `,
  `${head}Content-Length: 100\r\n\r\n{`,
  `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
];

async function openPatient(patience: Patience): Promise<Door> {
  const engine = () => whole(jsonReply(200, { answered: true }));
  const door = await openDoor(engine, createClock({ mode: 'real' }), { port: 0, patience });
  onTestFinished(() => door.close());
  return door;
}

interface SlowClient {
  readonly socket: Socket;
  readonly ended: Promise<string>;
}

/** Begins a request and leaves it at that. */
async function begin(port: number, text: string): Promise<SlowClient> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  return { socket, ended: closed.then(() => Buffer.concat(chunks).toString()) };
}

test(`normal calls succeed while ${slowClients} connections send nothing more`, async () => {
  const { port } = await openPatient({});
  const slow = await Promise.all(
    Array.from({ length: slowClients }, (_, index) =>
      begin(port, beginnings[index % beginnings.length] ?? ''),
    ),
  );
  for (let call = 0; call < 50; call += 1) {
    expect(statusOf(await raw(port, get(['Host: localhost'])))).toBe(200);
  }
  expect(slow.filter(({ socket }) => socket.closed)).toEqual([]);
  // The last of the body, after all: who is slow and honest is served.
  const honest = slow[3];
  honest?.socket.write(`${' '.repeat(98)}}`);
  await once(honest?.socket ?? process, 'data');
  for (const { socket } of slow) socket.destroy();
});

test('a slow connection is ended when its time is up', async () => {
  const { port } = await openPatient({ headersMs: 200, requestMs: 400, checkMs: 20 });
  const slow = await Promise.all(beginnings.map((text) => begin(port, text)));
  const replies = await Promise.all(slow.map(({ ended }) => ended));
  expect(replies.map(statuses)).toEqual(beginnings.map(() => [408]));
  expect(statusOf(await raw(port, get(['Host: localhost'])))).toBe(200);
});

test('more connections than there may be are closed at once, and leave the others alone', async () => {
  const { port } = await openPatient({});
  const held = await Promise.all(Array.from({ length: 256 }, () => begin(port, '')));
  const { ended } = await begin(port, get(['Host: localhost']));
  expect(await ended).toBe('');
  expect(held.filter(({ socket }) => socket.closed)).toEqual([]);
  const [first] = held;
  first?.socket.destroy();
  await first?.ended;
  let reply = '';
  // The door hears of the free place a moment later than the client that has left it.
  while (reply === '') reply = await raw(port, get(['Host: localhost']));
  expect(statusOf(reply)).toBe(200);
  for (const { socket } of held) socket.destroy();
});
