import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';

const defaultBytes = 16_777_216;
const chunkBytes = 65_536;
const blank = 0x20;

/** The reply with blanks after its JSON, until its body has this length. An empty 204 becomes a 200 with `{}`. */
export function padded(reply: Reply, bytes: number = defaultBytes): Reply {
  return { ...(reply.body === undefined ? jsonReply(200, {}) : reply), paddedTo: bytes };
}

/** The bytes of a body with its blanks. Made when asked for: a reader that stops early costs nothing. */
export function* paddedBody(body: string, bytes: number): Generator<Uint8Array<ArrayBuffer>, void> {
  const text = new TextEncoder().encode(body);
  yield text;
  for (let sent = text.length; sent < bytes; sent += chunkBytes) {
    yield new Uint8Array(Math.min(chunkBytes, bytes - sent)).fill(blank);
  }
}
