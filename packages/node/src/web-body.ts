import type { Readable } from 'node:stream';

/** A Node stream as the body of a Response; no faster than it is read. `Readable.toWeb` does more, and takes longer. */
export function webBody(body: Readable): ReadableStream<Uint8Array> {
  let ended = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      body.on('data', (piece: Uint8Array) => {
        if (ended) return;
        controller.enqueue(piece);
        if ((controller.desiredSize ?? 0) <= 0) body.pause();
      });
      body.once('end', () => {
        if (!ended) controller.close();
        ended = true;
      });
      // Stays: a stream that is destroyed may fail once more.
      body.on('error', (error) => {
        if (!ended) controller.error(error);
        ended = true;
      });
      body.once('close', () => {
        if (!ended) controller.error(new Error('the body was closed before its end'));
        ended = true;
      });
    },
    pull() {
      body.resume();
    },
    cancel() {
      ended = true;
      body.destroy();
    },
  });
}
