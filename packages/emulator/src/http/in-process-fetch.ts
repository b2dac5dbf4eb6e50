import { hostRole } from './host-role.ts';
import type { Engine } from './open-door.ts';

/** Settles like the work, unless the signal aborts first. */
function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A `fetch` that leads to the engine and never to a network. */
export function inProcessFetch(engine: Engine): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    if (hostRole(url) === undefined) {
      throw new TypeError('fetch failed', {
        cause: new Error(`@cliqkit/emulator: does not play the host ${url.host}`),
      });
    }
    return await abortable(engine(request), request.signal);
  };
}
