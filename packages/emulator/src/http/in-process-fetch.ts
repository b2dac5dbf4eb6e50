import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../delivery/delivery.ts';
import { bodyTooLong } from '../replies/door-refusal.ts';
import { collectBody } from './collect-body.ts';
import { failedFetch } from './failed-fetch.ts';
import type { Sending } from './follow-redirect.ts';
import { followRedirect } from './follow-redirect.ts';
import { hostRole } from './host-role.ts';
import { playInProcess } from './play-in-process.ts';

/** As many as `fetch` follows. */
const maxRedirects = 20;

/** Settles like the work, unless the signal aborts first. */
function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A `fetch` that leads to the engine and never to a network. */
export function inProcessFetch(engine: Engine, clock: Clock): typeof fetch {
  /**
   * Requests without a reply. A request follows its caller's signal by a weak reference alone; with nothing else to hold
   * it, one that is never answered would be collected, and its abort would go unheard.
   */
  const underway = new Set<Request>();

  function ask({ request, bytes }: Sending, original: Request): Promise<Response> {
    const url = new URL(request.url);
    if (hostRole(url) === undefined)
      throw failedFetch(`@cliqkit/emulator: does not play the host ${url.host}`);
    return playInProcess(engine(request, bytes), original, clock);
  }

  async function send(request: Request): Promise<Response> {
    const bytes = request.body === null ? new Uint8Array() : await collectBody(request.body);
    if (bytes === undefined) return bodyTooLong();
    let sending: Sending = { request, bytes };
    for (let sent = 0; sent <= maxRedirects; sent += 1) {
      const reply = await ask(sending, request);
      const next = followRedirect(sending, reply);
      if (next === undefined) return reply;
      sending = next;
    }
    throw failedFetch('redirect count exceeded');
  }

  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    underway.add(request);
    try {
      return await abortable(send(request), request.signal);
    } finally {
      underway.delete(request);
    }
  };
}
