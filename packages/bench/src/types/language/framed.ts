import type { Readable } from 'node:stream';

/** Reads messages that come each behind a `Content-Length` header, as both protocols of language servers frame them. */
export function readFramed(stream: Readable, onMessage: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const headerEnd = rest.indexOf('\r\n\r\n');
      if (headerEnd === -1) return;
      const header = rest.subarray(0, headerEnd).toString('latin1');
      const length = Number(/Content-Length: (\d+)/i.exec(header)?.[1]);
      const start = headerEnd + 4;
      if (rest.length < start + length) return;
      onMessage(JSON.parse(rest.subarray(start, start + length).toString('utf8')));
      rest = rest.subarray(start + length);
    }
  });
}
