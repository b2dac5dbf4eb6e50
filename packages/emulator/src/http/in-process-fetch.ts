import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../delivery/delivery.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import { bodyTooLong } from '../replies/door-refusal.ts';
import { createBodyCollector, maxBodyBytes } from './body-collector.ts';
import { failedFetch } from './failed-fetch.ts';
import type { Sending } from './follow-redirect.ts';
import { followRedirect } from './follow-redirect.ts';
import { hostRole } from './host-role.ts';
import { playInProcess, toResponse } from './play-in-process.ts';

/** By it the SDK knows that a host of Zoho's is only played: it gives the emulator's credentials to no other `fetch`. */
const brand = Symbol.for('@cliqkit/emulator');

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

function headOf({ method, url, headers }: Request): RequestHead {
  return { method, url: new URL(url), headers: new Map(headers) };
}

/** The bytes of a body; nothing when there are too many. */
async function bytesOf(body: Request['body']): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const collector = createBodyCollector(maxBodyBytes);
  for await (const chunk of body) if (!collector.add(chunk)) break;
  return collector.bytes();
}

/** A `fetch` that leads to the engine and never to a network. */
export function inProcessFetch(engine: Engine, clock: Clock): typeof fetch {
  /**
   * Requests without a reply. A request follows its caller's signal by a weak reference alone; with nothing else to hold
   * it, one that is never answered would be collected, and its abort would go unheard.
   */
  const underway = new Set<Request>();

  function ask({ request, bytes }: Sending, original: Request): Promise<Response> {
    const head = headOf(request);
    if (hostRole(head.url) === undefined)
      throw failedFetch(`@cliqkit/emulator: does not play the host ${head.url.host}`);
    return playInProcess(engine(head, bytes), original, clock);
  }

  async function send(request: Request): Promise<Response> {
    const bytes = await bytesOf(request.body);
    if (bytes === undefined) return toResponse(bodyTooLong(maxBodyBytes));
    let sending: Sending = { request, bytes };
    for (let sent = 0; sent <= maxRedirects; sent += 1) {
      const reply = await ask(sending, request);
      const next = followRedirect(sending, reply);
      if (next === undefined) return reply;
      sending = next;
    }
    throw failedFetch('redirect count exceeded');
  }

  const inProcess: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    underway.add(request);
    try {
      return await abortable(send(request), request.signal);
    } finally {
      underway.delete(request);
    }
  };
  return Object.defineProperty(inProcess, brand, { value: true });
}
