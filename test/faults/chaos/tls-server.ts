import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { hostOf } from './chaos-server.ts';
import { jsonReply } from './http-reply.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url), 'utf8');

/** The authority that signed all certificates of the tests but the self-signed one. */
export const testAuthority: string = pem('test-ca');

/** A server with a certificate from `certificates/`, which counts. It ends with the test. */
export interface TlsServer {
  readonly origin: string;
  readonly host: string;
  /** Connections that were tried, good or not. */
  readonly connections: number;
  /** Bytes of requests, which come after a handshake that went well. */
  readonly receivedBytes: number;
}

/** Gives every request the same reply, if the client accepts the certificate. */
export async function tlsServer(
  certificate: 'valid' | 'expired' | 'other-host' | 'self-signed',
  reply: Buffer = jsonReply({ data: [] }),
): Promise<TlsServer> {
  const sockets = new Set<Socket>();
  let receivedBytes = 0;
  const server = createServer({ key: pem('test-key'), cert: pem(certificate) }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      receivedBytes += bytes.length;
      socket.write(reply);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('tlsClientError', () => undefined); // What the tests are about.
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const host = hostOf(server.address());
  return {
    origin: `https://${host}`,
    host,
    get connections() {
      return sockets.size;
    },
    get receivedBytes() {
      return receivedBytes;
    },
  };
}
