import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../delivery/delivery.ts';
import type { Hall } from './answer-request.ts';
import { answerRequest } from './answer-request.ts';
import { inUrl, isLoopback, loopback, reachableHost, requireHost, servedHosts } from './bind-host.ts';
import type { Inside } from './inside.ts';
import { readOrigins } from './origins.ts';
import { maxHeadBytes } from './read-head.ts';

const maxSockets = 256;

/** How long a client may take, in real time. */
export interface Patience {
  /** For the head of a request. @default 10000 */
  readonly headersMs?: number;
  /** For the whole of it. @default 30000 */
  readonly requestMs?: number;
  /** Between one look for those that took longer and the next. @default 1000 */
  readonly checkMs?: number;
}

/** Options of `openDoor`. */
export interface DoorOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** Address to listen on. @default 127.0.0.1 */
  readonly host?: string | undefined;
  /** Whether it may be one that other machines reach. @default false */
  readonly allowRemote?: boolean | undefined;
  /** Origins of web pages that are let in. @default none */
  readonly origins?: readonly string[] | undefined;
  /** What is served beside the API and the accounts server. @default nothing */
  readonly inside?: Inside;
  readonly patience?: Patience;
}

/** An HTTP server. */
export interface Door {
  readonly port: number;
  /** By which this machine reaches it: `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Closes the server and every connection. */
  close(): Promise<void>;
}

function createDoor(
  hall: Hall,
  { headersMs = 10_000, requestMs = 30_000, checkMs = 1000 }: Patience,
): Server {
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: maxHeadBytes,
  });
  const attend =
    (waits: boolean) =>
    (incoming: IncomingMessage, outgoing: ServerResponse): void => {
      answerRequest({ incoming, outgoing, waits }, hall).catch(() => outgoing.destroy());
    };
  server.maxConnections = maxSockets;
  // All of them: Node drops those after the 2,000th otherwise, and a second Host could be among them.
  server.maxHeadersCount = 0;
  server.on('request', attend(false));
  server.on('checkContinue', attend(true));
  server.on('connect', (_, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

function portOf(address: AddressInfo | string | null): number {
  // A text is the path of a pipe, and there is no address before it listens; neither happens here.
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function reasonOf({ code }: NodeJS.ErrnoException, host: string): string {
  if (code === 'EADDRINUSE') return 'is in use; choose another, or 0 for any free one';
  if (code === 'EACCES') return 'may not be opened by this user; choose one above 1023';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `has no address ${host} on this machine`;
  return 'cannot be opened';
}

/** Opens a door for HTTP, on 127.0.0.1 unless told otherwise. */
export async function openDoor(engine: Engine, clock: Clock, options: DoorOptions): Promise<Door> {
  const { port, host = loopback, allowRemote = false, origins = [], inside = () => undefined } = options;
  requireHost(host, allowRemote);
  const hall: Hall = { engine, clock, inside, hosts: servedHosts(host), origins: readOrigins(origins) };
  const server = createDoor(hall, options.patience ?? {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`@cliqkit/emulator: port ${port} ${reasonOf(cause, host)}`, { cause });
  });
  const bound = portOf(server.address());
  if (!isLoopback(host)) {
    process.emitWarning(
      `listens on ${inUrl(host)}:${bound}: every machine that reaches it can read and change what it holds`,
      { type: 'CliqkitEmulatorWarning', code: 'CLIQKIT_EMULATOR_REMOTE' },
    );
  }
  return {
    port: bound,
    origin: `http://${reachableHost(host)}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
