import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { doorRefusal } from '../replies/door-refusal.ts';
import { collectBody } from './collect-body.ts';
import { hostAllowed } from './host-allowed.ts';

const loopback = '127.0.0.1';
const maxUrlLength = 8192;
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const maxSockets = 256;

/** What answers the requests that come through a door. */
export type Engine = (request: Request) => Promise<Response>;

/** An HTTP server on this machine. */
export interface Door {
  readonly port: number;
  /** Closes the server and every connection. */
  close(): Promise<void>;
}

async function send(reply: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
  outgoing.end(Buffer.from(await reply.arrayBuffer()));
}

function headersOf(incoming: IncomingMessage): [string, string][] {
  return Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
}

/** The refusal of a request on sight of its head; nothing for one that may be read. */
function refusedAtDoor({ rawHeaders, url = '' }: IncomingMessage): Response | undefined {
  if (!hostAllowed(rawHeaders) || !url.startsWith('/'))
    return doorRefusal(403, 'only for requests to localhost.');
  return url.length > maxUrlLength ? doorRefusal(414, `a URL may have ${maxUrlLength} bytes.`) : undefined;
}

/** The request as the web standard has it; nothing for one that it cannot express. */
function requestOf(
  incoming: IncomingMessage,
  body: Uint8Array<ArrayBuffer>,
  port: number,
): Request | undefined {
  const { method = '', url = '' } = incoming;
  const bodiless = body.length === 0 || method === 'GET' || method === 'HEAD';
  try {
    // Not `new URL(url, base)`: a path that starts with two slashes would name another host.
    const target = `http://${loopback}:${port}${url}`;
    return new Request(target, { method, headers: headersOf(incoming), ...(bodiless ? {} : { body }) });
  } catch {
    return undefined;
  }
}

async function answer(engine: Engine, incoming: IncomingMessage, port: number): Promise<Response> {
  const body = await collectBody(incoming.iterator({ destroyOnReturn: false }));
  if (body === undefined) return doorRefusal(413, 'a body may have 1 MiB.');
  const request = requestOf(incoming, body, port);
  if (request === undefined) return doorRefusal(400, 'this request cannot be understood.');
  try {
    return await engine(request);
  } catch {
    return doorRefusal(500, 'this request has met a fault of the emulator.');
  }
}

async function handle(
  engine: Engine,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
): Promise<void> {
  const refusal = refusedAtDoor(incoming);
  const reply = refusal ?? (await answer(engine, incoming, port));
  if (!incoming.complete) {
    // The rest of the body is not wanted, so the connection cannot be used again.
    outgoing.setHeader('connection', 'close');
    outgoing.once('finish', () => incoming.destroy());
  }
  await send(reply, outgoing);
}

/** Opens a door on 127.0.0.1. Port 0 is any free one. */
export async function openDoor(engine: Engine, port: number): Promise<Door> {
  const server = createServer({ headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs });
  server.maxConnections = maxSockets;
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { port: bound } = server.address() as AddressInfo;
    handle(engine, incoming, outgoing, bound).catch(() => outgoing.destroy());
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
