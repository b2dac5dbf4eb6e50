import { operations } from '@cliqkit/types';
import type { paths as FolderPaths } from '@cliqkit/types/folders';
import type { paths as PinPaths } from '@cliqkit/types/pins';
import type { paths as ThreadPaths } from '@cliqkit/types/threads';
import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import { ConflictError } from '../src/errors/conflict-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import { aliasDispatch } from '../src/middleware/alias-dispatch.ts';
import { authorize } from '../src/middleware/authorize.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { compose } from '../src/middleware/compose.ts';
import { deadline } from '../src/middleware/deadline.ts';
import { receive } from '../src/middleware/receive.ts';
import { errorOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json, text } from './fake-fetch.ts';
import { api, untyped } from './test-client.ts';

/** openapi-fetch as anybody uses it, with the middleware of this package on it. */
function plain(answer: Answer) {
  const { fetch, sent } = fakeFetch(answer);
  const called: (string | undefined)[] = [];
  const watch: Middleware = (request, call, next) => {
    called.push(call.operation?.id);
    return next(request);
  };
  const clock = fakeClock();
  const send = compose(
    fetch,
    deadline({ clock }),
    watch,
    authorize({ accessToken: 'a-token' }),
    receive({ clock }),
  );
  const client = createClient<FolderPaths & PinPaths & ThreadPaths>({ baseUrl: api, fetch: send });
  client.use(aliasDispatch(operations));
  const wire = () => sent.map(({ method, url, body }) => [method, url.slice(api.length), body]);
  return { client, called, sent, wire };
}

const last_sync_time = 1;

describe('a plain openapi-fetch client with alias dispatch', () => {
  it('sends the four bodies of a folder to the one URL, on the alias of each', async () => {
    const { client, called, wire } = plain(empty());
    await client.PUT('/pin-categories/{CATEGORY_ID}', {
      params: { path: { CATEGORY_ID: '1' } },
      body: { title: 'Work' },
    });
    await client.PUT('/pin-categories/{CATEGORY_ID1}', {
      params: { path: { CATEGORY_ID1: '1' } },
      body: { chat_id: '2', last_sync_time },
    });
    await client.PUT('/pin-categories/{CATEGORY_ID2}', {
      params: { path: { CATEGORY_ID2: '1' } },
      body: { pin_above: '2', last_sync_time },
    });
    await client.PUT('/pin-categories/{CATEGORY_ID3}', {
      params: { path: { CATEGORY_ID3: '1' } },
      body: { chat_ids: ['2'], last_sync_time },
    });
    expect(called).toEqual([
      'updatePinCategory',
      'reorderChatInCategory',
      'reorderCategory',
      'bulkUpdateChatsInCategory',
    ]);
    expect(wire()).toEqual([
      ['PUT', '/pin-categories/1', '{"title":"Work"}'],
      ['PUT', '/pin-categories/1', '{"chat_id":"2","last_sync_time":1}'],
      ['PUT', '/pin-categories/1', '{"pin_above":"2","last_sync_time":1}'],
      ['PUT', '/pin-categories/1', '{"chat_ids":["2"],"last_sync_time":1}'],
    ]);
  });

  it('sends both messages to the one URL', async () => {
    const { client, called, wire } = plain(empty());
    await client.POST('/chats/{THREAD_CHAT_ID}/messages', {
      params: { path: { THREAD_CHAT_ID: '1' } },
      body: { text: 'hi' },
    });
    await client.POST('/chats/{CHAT_ID}/messages', {
      params: { path: { CHAT_ID: '1' }, query: { bot_unique_name: 'b' } },
      body: { text: 'hi', thread_message_id: '1_2' },
    });
    expect(called).toEqual(['sendMessageToThread', 'createThreadMessageByChatId']);
    expect(wire()).toEqual([
      ['POST', '/chats/1/messages', '{"text":"hi"}'],
      ['POST', '/chats/1/messages?bot_unique_name=b', '{"text":"hi","thread_message_id":"1_2"}'],
    ]);
  });

  it('reads both kinds of pins with a single question mark', async () => {
    const { client, called, wire } = plain(json({ data: [] }));
    await client.GET('/chats/{CHAT_ID}/pin-messages?primary=true', { params: { path: { CHAT_ID: '1' } } });
    await client.GET('/chats/{CHAT_ID}/pin-messages?primary=true', {
      // @ts-expect-error The primary pin has no further parameters; the path must stay whole all the same.
      params: { path: { CHAT_ID: '1' }, query: { limit: 5, next_token: 'a?b' } },
    });
    await client.GET('/chats/{CHAT_ID}/pin-messages', {
      params: { path: { CHAT_ID: '1' }, query: { limit: 5 } },
    });
    expect(called).toEqual(['getPrimaryPinnedMessage', 'getPrimaryPinnedMessage', 'getPinnedMessages']);
    expect(wire().map(([, url]) => url)).toEqual([
      '/chats/1/pin-messages?primary=true',
      '/chats/1/pin-messages?limit=5&next_token=a%3Fb&primary=true',
      '/chats/1/pin-messages?limit=5',
    ]);
  });

  it.each([
    [true, 'getPrimaryPinnedMessage'],
    [false, 'getPinnedMessages'],
    [undefined, 'getPinnedMessages'],
  ])('takes the real template with primary=%s for %s', async (primary, id) => {
    const { client, called, wire } = plain(json({ data: [] }));
    // The types have the alias for it.
    await client.GET('/chats/{CHAT_ID}/pin-messages', {
      params: { path: { CHAT_ID: '1' }, query: untyped<never>({ primary }) },
    });
    expect(called).toEqual([id]);
    expect(wire()).toEqual([
      ['GET', `/chats/1/pin-messages${primary === undefined ? '' : `?primary=${primary}`}`, undefined],
    ]);
  });

  it('tells the operation by the body on the real template', async () => {
    const { client, called } = plain(empty());
    // The types have the alias for it.
    await client.PUT('/pin-categories/{CATEGORY_ID}', {
      params: { path: { CATEGORY_ID: '1' } },
      body: untyped<never>({ chat_ids: [], last_sync_time }),
    });
    expect(called).toEqual(['bulkUpdateChatsInCategory']);
  });

  it.each(['.', '..', ''])('refuses the id %j before anything is sent', async (id) => {
    const { client, sent } = plain(empty());
    await errorOf(
      InputError,
      client.DELETE('/pin-categories/{CATEGORY_ID}', { params: { path: { CATEGORY_ID: id } } }),
    );
    expect(sent).toEqual([]);
  });

  it('refuses a body of two operations, one with a bound passed, and one that is no JSON', async () => {
    const { client, sent } = plain(empty());
    const params = { path: { CATEGORY_ID: '1' } };
    await errorOf(
      InputError,
      client.PUT('/pin-categories/{CATEGORY_ID}', {
        params,
        body: untyped<never>({ title: 'Work', chat_ids: ['1'], last_sync_time }),
      }),
    );
    await errorOf(
      InputError,
      client.PUT('/pin-categories/{CATEGORY_ID}', { params, body: { title: 'a'.repeat(256) } }),
    );
    await errorOf(
      InputError,
      client.PUT('/pin-categories/{CATEGORY_ID}', {
        params,
        body: { title: 'a' },
        bodySerializer: () => 'title=a',
      }),
    );
    await errorOf(
      InputError,
      client.PUT('/pin-categories/{CATEGORY_ID}', { params, body: { title: 'a' }, bodySerializer: () => '' }),
    );
    expect(sent).toEqual([]);
  });

  it('puts on the token, keeps your headers, and turns refusals into typed errors', async () => {
    const { client, sent } = plain(json({ code: 'client_not_synced' }, { status: 400 }));
    const call = client.PUT('/pin-categories/{CATEGORY_ID2}', {
      params: { path: { CATEGORY_ID2: '1' } },
      body: { last_sync_time },
      headers: { 'x-mine': '1' },
    });
    expect(await errorOf(ConflictError, call)).toMatchObject({
      operation: 'reorderCategory',
      outcome: 'notApplied',
    });
    expect(sent[0]?.headers.get('authorization')).toBe('Zoho-oauthtoken a-token');
    expect(sent[0]?.headers.get('x-mine')).toBe('1');
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('hands back the data, as openapi-fetch does', async () => {
    const { data, error, response } = await plain(json({ data: [] })).client.GET(
      '/chats/{CHAT_ID}/pin-messages',
      { params: { path: { CHAT_ID: '1' } } },
    );
    expect([data, error, response.status]).toEqual([{ data: [] }, undefined, 200]);
  });

  it.each(['', '{}', '{"Response Code":"204 No response"}'])(
    'takes a success with %j where nothing was promised, with or without its length',
    async (body) => {
      for (const headers of [{}, { 'content-length': String(body.length) }]) {
        for (const status of [200, 202]) {
          const { client } = plain(text(body, { status, headers }));
          const { data, response } = await client.POST('/chats/{THREAD_CHAT_ID}/mute', {
            params: { path: { THREAD_CHAT_ID: '1' } },
          });
          expect([data, response.ok]).toEqual([undefined, true]);
        }
      }
    },
  );

  it('lets a URL through that no spec knows', async () => {
    const { client, called, wire } = plain(json({ ok: true }));
    // @ts-expect-error No such path.
    await client.GET('/somewhere/{ID}', { params: { path: { ID: 'a/b' } } });
    expect(called).toEqual([undefined]);
    expect(wire()).toEqual([['GET', '/somewhere/a%2Fb', undefined]]);
  });

  it('ends with the signal of the request', async () => {
    const { client, sent } = plain(empty());
    const call = client.POST('/chats/{THREAD_CHAT_ID}/mute', {
      params: { path: { THREAD_CHAT_ID: '1' } },
      signal: AbortSignal.abort('no'),
    });
    await expect(call).rejects.toBe('no');
    expect(sent).toEqual([]);
  });
});
