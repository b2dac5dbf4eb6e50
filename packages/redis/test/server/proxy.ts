import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { freePort } from './free-port.ts';

/** Stands between a client and a server, and fails as networks do. */
export interface Proxy {
  readonly port: number;
  readonly url: string;
  /** How many connections clients have through it. */
  readonly connections: number;
  /** How long bytes take, each way. @default 0 */
  latencyMs: number;
  /** Breaks all connections. New ones are accepted. */
  cut(): void;
  /**
   * Breaks the connection over which the next command with this in it goes: after the server has carried it out, and before
   * its reply. Resolves when that has happened.
   */
  loseReply(of: string): Promise<void>;
  /** Holds whatever is sent, either way, until `flow`. Connections stay open. */
  stall(): void;
  flow(): void;
  /** Breaks all connections, and refuses new ones until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Breaks all connections. New ones lead to another server. */
  repoint(port: number): void;
  stop(): Promise<void>;
}

export async function startProxy(to: number): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const losses = new Set<{ of: string; done: () => void }>();
  const held: (() => void)[] = [];
  let target = to;
  let stalled = false;

  const cut = (): void => {
    held.length = 0;
    for (const pair of [...pairs]) for (const socket of pair) socket.destroy();
  };
  const pass = (deliver: () => void): void => {
    if (stalled) held.push(deliver);
    else if (proxy.latencyMs > 0)
      setTimeout(deliver, proxy.latencyMs); // Timers of one delay keep their order.
    else deliver();
  };

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const pair = [client, upstream] as const;
    let lost: { of: string; done: () => void } | undefined;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => {}); // 'close' follows, and says it to the other side.
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    client.on('data', (bytes) => {
      for (const loss of losses) {
        if (lost !== undefined || !bytes.includes(loss.of)) continue;
        losses.delete(loss);
        lost = loss;
      }
      pass(() => upstream.write(bytes));
    });
    upstream.on('data', (bytes) => {
      if (lost !== undefined) {
        client.destroy();
        lost.done();
        return;
      }
      pass(() => client.write(bytes));
    });
  });

  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const down = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cut();
    await closed;
  };
  const port = await freePort();
  const proxy: Proxy = {
    port,
    url: `redis://127.0.0.1:${port}`,
    get connections() {
      return pairs.size;
    },
    latencyMs: 0,
    cut,
    loseReply: (of) => new Promise((done) => losses.add({ of, done })),
    stall() {
      stalled = true;
    },
    flow() {
      stalled = false;
      for (const deliver of held.splice(0)) deliver();
    },
    down,
    up: () => listen(port),
    repoint(next) {
      target = next;
      cut();
    },
    stop: down,
  };
  await listen(port);
  return proxy;
}
