import type { OperationDescriptor } from '@cliqkit/types';
import type { Call, CallOptions } from '../src/call/call.ts';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer, FakeFetch } from './fake-fetch.ts';
import { empty, failing, fakeFetch, json } from './fake-fetch.ts';
import { api } from './test-client.ts';
import { inVirtualTime } from './virtual-time.ts';

export interface PlainCall {
  readonly clock: FakeClock;
  readonly sent: FakeFetch['sent'];
  readonly call: Call;
  /** Sends it, and lets no time pass. */
  start(): Promise<Response>;
  /** Sends it. The reply, once virtual time has brought it. */
  reply(): Promise<Response>;
}

export interface PlainCallOptions extends CallOptions {
  clock?: FakeClock;
  query?: string;
  body?: string;
}

/** One call of an operation through middleware of which the last takes in the reply, and the answers that it meets. */
export function plainCall(
  operation: OperationDescriptor,
  answers: readonly Answer[],
  middleware: (clock: FakeClock) => readonly Middleware[],
  { clock = fakeClock(), query = '', body, ...options }: PlainCallOptions = {},
): PlainCall {
  const { fetch, sent } = fakeFetch(...answers);
  const call = createCall(operation, options);
  const send = compose(fetch, ...middleware(clock), receive({ clock }));
  const url = `${api}${operation.path.replace(/\{\w+\}/g, '1')}${query}`;
  const request = new CliqRequest(url, { method: operation.method, call, body, signal: options.signal });
  const begin = (): Promise<Response> => send(request);
  return { clock, sent, call, start: begin, reply: () => inVirtualTime(clock, begin()) };
}

/** A success of an operation. */
export function successOf({ reply, replyKeys }: OperationDescriptor): Answer {
  if (reply !== 'json') return empty();
  return json(Object.fromEntries((replyKeys ?? ['data']).map((key) => [key, []])));
}

/** Fails as `fetch` does when the network does, with the system's code. */
export function networkFailure(code: string): Answer {
  return failing(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
}

/** Answers with a head and a part of a body that breaks. */
export function brokenBody(): Answer {
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"da'));
          controller.error(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
        },
      }),
    );
}
