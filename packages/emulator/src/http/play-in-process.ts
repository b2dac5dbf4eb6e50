import type { Clock } from '../clock/clock.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { failedFetch, terminatedBody } from './failed-fetch.ts';

/** Half of the bytes, and then the error. */
function halfBody(bytes: Uint8Array, ending: 'end' | 'reset'): ReadableStream<Uint8Array> {
  let rest = bytes.subarray(0, Math.floor(bytes.length / 2));
  return new ReadableStream({
    pull(controller) {
      if (rest.length === 0) return controller.error(terminatedBody(ending));
      controller.enqueue(rest);
      rest = rest.subarray(rest.length);
    },
  });
}

/**
 * One byte whenever that much time has passed. It holds on to the request, and not to the signal alone, because a request
 * that is collected does not hear its caller abort any more.
 */
function drippingBody(
  bytes: Uint8Array,
  ms: number,
  request: Request,
  clock: Clock,
): ReadableStream<Uint8Array> {
  let sent = 0;
  let stop = (): void => {};
  return new ReadableStream({
    start(controller) {
      const abort = (): void => {
        stop();
        controller.error(request.signal.reason);
      };
      const wait = (): void => {
        const cancel = clock.timer(ms, drop);
        stop = () => {
          cancel();
          request.signal.removeEventListener('abort', abort);
        };
      };
      const drop = (): void => {
        controller.enqueue(bytes.subarray(sent, sent + 1));
        sent += 1;
        if (sent < bytes.length) {
          wait();
          return;
        }
        stop();
        controller.close();
      };
      request.signal.addEventListener('abort', abort, { once: true });
      wait();
    },
    cancel: () => stop(),
  });
}

async function withBody(
  reply: Response,
  bodyOf: (bytes: Uint8Array) => ReadableStream<Uint8Array>,
): Promise<Response> {
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const headers = new Headers(reply.headers);
  headers.set('content-length', String(bytes.length));
  return new Response(bodyOf(bytes), { status: reply.status, headers });
}

/** Shows a delivery as `fetch` would show it. */
export async function playInProcess(
  { reply, manner }: Delivery,
  request: Request,
  clock: Clock,
): Promise<Response> {
  switch (manner.kind) {
    case 'whole':
      return reply;
    case 'refused':
      throw failedFetch(`connect ECONNREFUSED ${new URL(request.url).host}`, 'ECONNREFUSED');
    case 'reset':
      throw failedFetch('read ECONNRESET', 'ECONNRESET');
    case 'silence':
      return await new Promise<Response>(() => {});
    case 'half':
      return await withBody(reply, (bytes) => halfBody(bytes, manner.ending));
    case 'drip':
      return reply.body === null
        ? reply
        : await withBody(reply, (bytes) => drippingBody(bytes, manner.ms, request, clock));
  }
}
