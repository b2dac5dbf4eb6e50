import type { Clock } from '../clock/clock.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { paddedBody } from '../delivery/padded.ts';
import type { Reply } from '../replies/reply.ts';
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

/** The reply with its length and a body that is made of its bytes. */
function withBody(
  { status, headers, body = '' }: Reply,
  bodyOf: (bytes: Uint8Array) => ReadableStream<Uint8Array>,
): Response {
  const bytes = new TextEncoder().encode(body);
  return new Response(bodyOf(bytes), {
    status,
    headers: { ...headers, 'content-length': String(bytes.length) },
  });
}

function paddedStream(body: string, paddedTo: number): ReadableStream<Uint8Array> {
  const chunks = paddedBody(body, paddedTo);
  return new ReadableStream({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** A whole reply as `fetch` shows it. */
export function toResponse({ status, headers, body, paddedTo }: Reply): Response {
  const content = body === undefined || paddedTo === undefined ? body : paddedStream(body, paddedTo);
  return new Response(content ?? null, { status, headers });
}

/** Shows a delivery as `fetch` would show it. */
export async function playInProcess(
  { reply, manner }: Delivery,
  request: Request,
  clock: Clock,
): Promise<Response> {
  switch (manner.kind) {
    case 'whole':
      return toResponse(request.method === 'HEAD' ? { ...reply, body: undefined } : reply);
    case 'refused':
      throw failedFetch(`connect ECONNREFUSED ${new URL(request.url).host}`, 'ECONNREFUSED');
    case 'reset':
      throw failedFetch('read ECONNRESET', 'ECONNRESET');
    case 'silence':
      return await new Promise<Response>(() => {});
    case 'half':
      return withBody(reply, (bytes) => halfBody(bytes, manner.ending));
    case 'drip':
      return reply.body === undefined
        ? toResponse(reply)
        : withBody(reply, (bytes) => drippingBody(bytes, manner.ms, request, clock));
  }
}
