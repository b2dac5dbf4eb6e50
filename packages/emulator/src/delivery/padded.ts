import { jsonReply } from '../replies/json-reply.ts';

const defaultBytes = 16_777_216;
const chunkBytes = 65_536;
const blank = 0x20;

/** The reply with blanks after its JSON, until its body has this length. An empty 204 becomes a 200 with `{}`. */
export function padded(reply: Response, bytes: number = defaultBytes): Response {
  const json = reply.body === null ? jsonReply(200, {}) : reply;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const text = new Uint8Array(await json.arrayBuffer());
      controller.enqueue(text);
      sent = text.length;
    },
    // Made when asked for: a reader that stops early costs nothing.
    pull(controller) {
      const length = Math.min(chunkBytes, bytes - sent);
      sent += length;
      if (length > 0) controller.enqueue(new Uint8Array(length).fill(blank));
      else controller.close();
    },
  });
  return new Response(body, { status: json.status, headers: json.headers });
}
