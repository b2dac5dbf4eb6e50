import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import type { Delivery, Engine } from '../delivery/delivery.ts';
import { whole } from '../delivery/delivery.ts';
import { bodyTooLong, doorRefusal } from '../replies/door-refusal.ts';
import { collectBody } from './collect-body.ts';
import { hostAllowed } from './host-allowed.ts';
import { playOnSocket } from './play-on-socket.ts';

const loopback = '127.0.0.1';
const maxUrlLength = 8192;
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const maxSockets = 256;

/** An HTTP server on this machine. */
export interface Door {
  readonly port: number;
  /** Closes the server and every connection. */
  close(): Promise<void>;
}

function headersOf(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
}

/** The refusal of a request on sight of its head; nothing for one that may be read. */
function refusedAtDoor({ rawHeaders, url = '' }: IncomingMessage): Response | undefined {
  if (!hostAllowed(rawHeaders) || !url.startsWith('/'))
    return doorRefusal(403, 'only for requests to localhost.');
  return url.length > maxUrlLength ? doorRefusal(414, `a URL may have ${maxUrlLength} bytes.`) : undefined;
}

/** The head of the request as the web standard has it; nothing for one that it cannot express. */
function requestOf({ method = '', url = '', headers }: IncomingMessage, port: number): Request | undefined {
  try {
    // Not `new URL(url, base)`: a path that starts with two slashes would name another host.
    return new Request(`http://${loopback}:${port}${url}`, { method, headers: headersOf(headers) });
  } catch {
    return undefined;
  }
}

async function answer(engine: Engine, incoming: IncomingMessage, port: number): Promise<Delivery> {
  const bytes = await collectBody(incoming.iterator({ destroyOnReturn: false }));
  if (bytes === undefined) return whole(bodyTooLong());
  const request = requestOf(incoming, port);
  if (request === undefined) return whole(doorRefusal(400, 'this request cannot be understood.'));
  try {
    return engine(request, bytes);
  } catch {
    return whole(doorRefusal(500, 'this request has met a fault of the emulator.'));
  }
}

async function handle(
  engine: Engine,
  clock: Clock,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
): Promise<void> {
  const refusal = refusedAtDoor(incoming);
  const delivery = refusal === undefined ? await answer(engine, incoming, port) : whole(refusal);
  if (!incoming.complete) {
    // The rest of the body is not wanted, so the connection cannot be used again.
    outgoing.setHeader('connection', 'close');
    outgoing.once('finish', () => incoming.destroy());
  }
  await playOnSocket(delivery, outgoing, clock);
}

/** Opens a door on 127.0.0.1. Port 0 is any free one. */
export async function openDoor(engine: Engine, clock: Clock, port: number): Promise<Door> {
  const server = createServer({ headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs });
  server.maxConnections = maxSockets;
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { port: bound } = server.address() as AddressInfo;
    handle(engine, clock, incoming, outgoing, bound).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === 'EADDRINUSE' ? 'is in use; choose another, or 0 for any free one' : 'cannot be opened';
    throw new Error(`@cliqkit/emulator: port ${port} ${reason}`, { cause });
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
