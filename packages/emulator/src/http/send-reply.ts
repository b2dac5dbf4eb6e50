import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { paddedBody } from '../delivery/padded.ts';
import type { Reply } from '../replies/reply.ts';

/** Sends a whole reply. */
export function sendReply(reply: Reply, outgoing: ServerResponse): void | Promise<void> {
  const { status, headers, body, paddedTo } = reply;
  if (body === undefined) {
    outgoing.writeHead(status, headers).end();
    return;
  }
  if (paddedTo !== undefined) {
    outgoing.writeHead(status, headers);
    return pipeline(paddedBody(body, paddedTo), outgoing);
  }
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
