import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Where a local server listens. It ends with the test. */
export interface LocalServer {
  readonly origin: string;
  readonly host: string;
}

/** A real HTTP server. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LocalServer> {
  const listener: RequestListener = (request, response) => answer(request, response);
  const server = createServer({ keepAlive: false }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return locate(server.address());
}

/** A bare TCP server, for replies that no HTTP server would make. It acts when a request came in whole. */
export async function serveSocket(answer: (socket: Socket) => void): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // The other side may go first.
    let request = '';
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1');
      if (isWhole(request)) answer(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return locate(server.address());
}

function isWhole(request: string): boolean {
  const [head = '', body] = request.split('\r\n\r\n', 2);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  return body !== undefined && body.length >= length;
}

/** A port of this machine that nothing listens on. */
export async function closedPort(): Promise<LocalServer> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const where = locate(server.address());
  server.close();
  await once(server, 'close');
  return where;
}

function locate(address: string | { port: number } | null): LocalServer {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: `127.0.0.1:${address.port}`, origin: `http://127.0.0.1:${address.port}` };
}
