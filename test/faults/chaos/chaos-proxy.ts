import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { hostOf } from './chaos-server.ts';
import type { Toxic } from './toxic.ts';

/** A proxy that stands in front of another server and passes bytes on, through its toxics. It ends with the test. */
export interface ChaosProxy {
  readonly origin: string;
  /** How many connections were made to it. */
  readonly connections: number;
}

/** Starts a proxy to a server of this machine. Each connection goes through the next list of toxics; the last one stays. */
export async function chaosProxy(target: string, ...toxics: (readonly Toxic[])[]): Promise<ChaosProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const active = toxics[Math.min(connections, toxics.length - 1)] ?? [];
    connections += 1;
    const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()); // What breaks on one side breaks on the other.
      socket.on('close', () => other.end());
    }
    const link = { client, upstream };
    const through = (direction: Toxic['direction'], from: Socket, to: Socket): void => {
      const stages = active.filter((toxic) => toxic.direction === direction).map(({ stage }) => stage(link));
      stages.reduce((source: NodeJS.ReadableStream, stage) => source.pipe(stage), from).pipe(to);
    };
    through('up', client, upstream);
    through('down', upstream, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    origin: `http://${hostOf(server.address())}`,
    get connections() {
      return connections;
    },
  };
}
