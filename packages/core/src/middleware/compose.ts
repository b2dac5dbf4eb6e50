import type { Call } from '../call/call.ts';
import { createCall } from '../call/call.ts';
import { callOf } from '../call/call-registry.ts';
import { CliqRequest, describeRequest } from '../call/request.ts';
import { isEmulated } from '../emulated-fetch.ts';
import { send } from './transport.ts';

/** Sends a request on and answers with its reply. */
export type Next = (request: CliqRequest) => Promise<Response>;

/**
 * One concern of sending a request. It may wait, change the request, send it on any number of times with `next`, and
 * change or refuse the reply. `call` is the same object for every attempt of one call.
 */
export type Middleware = (request: CliqRequest, call: Call, next: Next) => Promise<Response>;

type Link = (request: CliqRequest, call: Call) => Promise<Response>;

/**
 * Wraps a `fetch` in middleware, the first one outermost. The result is a `fetch` for a plain openapi-fetch client
 * as well as for this package's own; `aliasDispatch` on the same client tells it which operation is called.
 * @example
 * const client = createClient<paths>({ baseUrl, fetch: compose(fetch, deadline(), authorize({ accessToken }), receive()) });
 * client.use(aliasDispatch(operations));
 */
export function compose(
  fetch: typeof globalThis.fetch,
  ...middleware: Middleware[]
): (input: Request | CliqRequest) => Promise<Response> {
  const last: Link = (request, call) => send(fetch, request, call);
  const chain = middleware.reduceRight(linked, last);
  return async (input) => {
    const call = callOf(input) ?? createCall(undefined);
    call.emulated = isEmulated(fetch);
    return chain(input instanceof CliqRequest ? input : await describeRequest(input), call);
  };
}

/** A middleware before the rest of the chain. One that throws at once rejects, too. */
function linked(rest: Link, step: Middleware): Link {
  return (request, call) => {
    try {
      // Of those who write JavaScript, some answer at once.
      return Promise.resolve(step(request, call, (changed) => rest(changed, call)));
    } catch (error) {
      return Promise.reject(error);
    }
  };
}
