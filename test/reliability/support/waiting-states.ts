import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientOptions, WaitEvent } from 'cliqkit';
import { refreshToken } from 'cliqkit';

/** A state in which a call waits, and how to bring one there. */
export interface WaitingState {
  readonly name: string;
  /** How many calls wait in front of it, where others use up the limit first. */
  readonly inFront?: number;
  /** What answers, and what else it takes. `arrived` is called once the call waits. */
  options(bench: StateBench): Partial<ClientOptions>;
}

interface StateBench {
  /** Origin of a server that never answers below `/headers`, and never to the end below `/body`. */
  readonly origin: string;
  readonly succeed: () => Response;
  arrived(): void;
}

const never = (): Promise<Response> => new Promise(() => undefined);

/** Makes it known that a call waits as soon as the client tells so. */
const told = (
  { arrived }: StateBench,
  reason: WaitEvent['reason'],
  position?: number,
): Pick<ClientOptions, 'hooks'> => ({
  hooks: {
    onWait: (event) => {
      if (event.reason === reason && (position === undefined || event.position === position)) arrived();
    },
  },
});

function once(reply: Response, { succeed }: StateBench): typeof fetch {
  let isFirst = true;
  return async () => {
    const first = isFirst;
    isFirst = false;
    return first ? reply : succeed();
  };
}

/** Sends a request to a server of this machine instead, and lets it be known when the reply has come that far. */
const below =
  (path: string, until: 'sent' | 'head', { origin, arrived }: StateBench): typeof fetch =>
  async (_input, init) => {
    const reply = fetch(`${origin}${path}`, init);
    if (until === 'sent') setTimeout(arrived, settleMs);
    const head = await reply;
    setTimeout(arrived, settleMs);
    return head;
  };

/** What a socket takes to get a request or some bytes across this machine. */
const settleMs = 20;

export const waitingStates: readonly WaitingState[] = [
  {
    name: 'queue',
    inFront: 1,
    options: (bench) => ({ fetch: async () => bench.succeed(), ...told(bench, 'limit', 2) }),
  },
  {
    name: 'pacing',
    inFront: 0,
    options: (bench) => ({ fetch: async () => bench.succeed(), ...told(bench, 'limit', 1) }),
  },
  {
    name: 'lock wait',
    options: (bench) => ({ fetch: once(new Response('{}', { status: 429 }), bench), ...told(bench, 'lock') }),
  },
  {
    name: 'refresh wait',
    options: ({ arrived }) => ({
      credentials: refreshToken({ clientId: 'id', clientSecret: 'secret', refreshToken: 'token' }),
      fetch: () => {
        arrived();
        return never();
      },
    }),
  },
  {
    name: 'connect',
    options: ({ arrived }) => ({
      // Does not heed its signal: the worst that a fetch can be.
      fetch: () => {
        arrived();
        return never();
      },
    }),
  },
  { name: 'headers', options: (bench) => ({ fetch: below('/headers', 'sent', bench) }) },
  { name: 'body', options: (bench) => ({ fetch: below('/body', 'head', bench) }) },
  {
    name: 'backoff',
    options: (bench) => ({
      fetch: once(new Response(null, { status: 503 }), bench),
      retry: { classes: { sendMessageToThread: 'state-setting' } }, // Or it would not be repeated, and not wait.
      ...told(bench, 'backoff'),
    }),
  },
];

/** Opens the server that `below` needs, for as long as the work takes. */
export async function withSilentServer<T>(work: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer((request, reply) => {
    if (request.url === '/body') reply.writeHead(200, { 'content-type': 'application/json' }).write('{"da');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
