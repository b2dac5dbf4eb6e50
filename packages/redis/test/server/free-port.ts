import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of the loopback interface that nobody uses now. Somebody else may take it first: whoever uses it tries again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}
