import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Play } from './play.ts';
import type { ReceivedRequest } from './received-request.ts';
import { requestReader } from './received-request.ts';

/** A server that misbehaves as told. It ends with the test. */
export interface ChaosServer {
  readonly origin: string;
  readonly host: string;
  /** How many connections were made to it. */
  readonly connections: number;
  /** Every request that came in whole, in order. */
  readonly requests: readonly ReceivedRequest[];
}

/** Starts a server on this machine. Each request gets the next play; the last one stays. */
export async function chaosServer(...plays: [Play, ...Play[]]): Promise<ChaosServer> {
  const sockets = new Set<Socket>();
  const requests: ReceivedRequest[] = [];
  let played = 0;
  const perform = (at: Play['at'], socket: Socket): void => {
    const play = plays[Math.min(played, plays.length - 1)];
    if (play?.at !== at) return;
    played += 1;
    play.act(socket);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // The client may go first.
    perform('connection', socket);
    const read = requestReader({
      onStart: () => perform('first byte', socket),
      onRequest: (request) => {
        if (!socket.writable) return; // A play has broken off before it was read.
        requests.push(request);
        perform('request', socket);
      },
    });
    socket.on('data', (bytes) => socket.writable && read(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const host = hostOf(server.address());
  return {
    origin: `http://${host}`,
    host,
    requests,
    get connections() {
      return sockets.size;
    },
  };
}

/** Host and port that a server listens on. */
export function hostOf(address: { port: number } | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `127.0.0.1:${address.port}`;
}
