import type { Middleware } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import { authorization, chatOf, fetchOf, pin, token } from './exchange.ts';
import type { Calls, Peer } from './peer.ts';
import type { PathsOfPins } from './pins-paths.ts';

const template = '/api/v3/chats/{CHAT_ID}/pin-messages';

function callsOf(client: ReturnType<typeof createClient<PathsOfPins>>): Calls {
  return {
    get: (user) =>
      client.GET(template, { params: { path: { CHAT_ID: chatOf(user) }, query: { primary: true } } }),
    post: (user) => client.POST(template, { params: { path: { CHAT_ID: chatOf(user) } }, body: pin }),
  };
}

export const openapiFetch: Peer = {
  name: 'openapi-fetch',
  open: (way) => callsOf(createClient({ baseUrl: way.url, fetch: fetchOf(way), headers: { authorization } })),
};

/** As in its documentation: the token is asked for each time, as it may have changed. */
const signIn = (current: () => Promise<string>): Middleware => ({
  async onRequest({ request }) {
    request.headers.set('authorization', `Zoho-oauthtoken ${await current()}`);
    return request;
  },
});

const attempts = 3;
const mayPass = new Set([429, 500, 502, 503, 504]);

/** Keeps a copy of the request, as its body can be sent once, and repeats what may pass the next time. */
function repeat(fetch: typeof globalThis.fetch): Middleware {
  const copies = new Map<string, Request>();
  return {
    onRequest({ id, request }) {
      copies.set(id, request.clone());
    },
    onError({ id }) {
      copies.delete(id);
    },
    async onResponse({ id, response }) {
      const copy = copies.get(id);
      copies.delete(id);
      let last = response;
      for (let attempt = 1; copy && attempt < attempts && mayPass.has(last.status); attempt += 1) {
        const seconds = Number(last.headers.get('retry-after') ?? 2 ** attempt);
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        last = await fetch(copy.clone());
      }
      return last;
    },
  };
}

/** As in its documentation. */
const throwOnError: Middleware = {
  onResponse({ response }) {
    if (response.status >= 400) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  },
};

export const openapiFetchWithMiddleware: Peer = {
  name: 'openapi-fetch + auth, retry, errors',
  open: (way) => {
    const fetch = fetchOf(way);
    const client = createClient<PathsOfPins>({ baseUrl: way.url, fetch });
    client.use(
      throwOnError,
      repeat(fetch),
      signIn(async () => token),
    );
    return callsOf(client);
  },
};
