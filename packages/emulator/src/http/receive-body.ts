import type { IncomingMessage } from 'node:http';
import { createBodyCollector } from './body-collector.ts';

/** Whether a body follows the head of a request. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** The bytes of a body; nothing when there are too many. Rejects when the client goes away before the end. */
export function receiveBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const collector = createBodyCollector(maxBytes);
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (collector.add(chunk)) return;
      incoming.pause();
      resolve(undefined);
    });
    incoming.once('end', () => resolve(collector.bytes()));
    incoming.once('error', reject);
  });
}
