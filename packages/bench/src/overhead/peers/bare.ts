import { Agent, Dispatcher, request } from 'undici';
import { authorization, fetchOf, pathOf, pin, reply, replyHeaders } from './exchange.ts';
import type { Peer } from './peer.ts';

const headers = { authorization };
const jsonHeaders = { ...headers, 'content-type': 'application/json' };

/** What all others stand beside. */
export const rawFetch: Peer = {
  name: 'raw fetch',
  open: (way) => {
    const fetch = fetchOf(way);
    return {
      get: async (user) => {
        const response = await fetch(`${way.url}/${pathOf(user)}?primary=true`, { headers });
        return await response.json();
      },
      post: async (user) => {
        const body = JSON.stringify(pin);
        const init = { method: 'POST', headers: jsonHeaders, body };
        const response = await fetch(`${way.url}/${pathOf(user)}`, init);
        return await response.json();
      },
    };
  },
};

const replyBytes = Buffer.from(reply);
const rawHeaders = Object.entries(replyHeaders)
  .flat()
  .map((text) => Buffer.from(text));

/** Answers at once. `request` of undici 7 hands over a handler of the older kind. */
export class StubDispatcher extends Dispatcher {
  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    handler.onConnect?.(() => undefined);
    handler.onHeaders?.(200, rawHeaders, () => undefined, 'OK');
    handler.onData?.(replyBytes);
    handler.onComplete?.([]);
    return true;
  }
}

export const undiciRequest: Peer = {
  name: 'undici.request',
  open: ({ kind, url }) => {
    const dispatcher = kind === 'stub' ? new StubDispatcher() : new Agent();
    return {
      get: async (user) => {
        const { body } = await request(`${url}/${pathOf(user)}?primary=true`, { dispatcher, headers });
        return await body.json();
      },
      post: async (user) => {
        const sent = JSON.stringify(pin);
        const options = { dispatcher, method: 'POST', headers: jsonHeaders, body: sent } as const;
        const { body } = await request(`${url}/${pathOf(user)}`, options);
        return await body.json();
      },
    };
  },
};
