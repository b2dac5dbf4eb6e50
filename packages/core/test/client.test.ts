import { dataCenters } from '@cliqkit/types';
import { operations as pinOperations } from '@cliqkit/types/pins';
import { describe, expect, it } from 'vitest';
import type { Call } from '../src/call/call.ts';
import type { ModuleClient } from '../src/client.ts';
import { createClient } from '../src/client.ts';
import { InputError } from '../src/errors/input-error.ts';
import { errorOf, thrownBy } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { serve } from './local-server.ts';
import { api, testClient, untyped } from './test-client.ts';

const credentials = { accessToken: 'a-token' };

describe('a client', () => {
  it('sends nothing and sets no timer until the first call', () => {
    const { fetch, sent } = fakeFetch(empty());
    const clock = fakeClock();
    testClient({ fetch, clock });
    expect([sent.length, clock.timers]).toEqual([0, 0]);
  });

  it('tells its hosts', () => {
    expect(createClient({ dataCenter: 'eu', credentials }).hosts).toEqual(dataCenters.eu);
    thrownBy(InputError, () => createClient({ dataCenter: untyped('mars'), credentials }));
  });

  it('uses the fetch that is global when the call is made', async () => {
    const { origin } = await serve((_request, response) => response.end('{"data":[]}'));
    const pins = createClient({ dataCenter: { api: origin, accounts: origin }, credentials }).module(
      pinOperations,
    );
    expect(await pins('getPinnedMessages', { path: { CHAT_ID: '1' } })).toEqual({ data: [] });
  });

  it('writes the query and keeps it out of the path', async () => {
    const { fetch, sent } = fakeFetch(json({ data: {} }));
    const { pins, folders } = testClient({ fetch });
    await pins('getPrimaryPinnedMessage', { path: { CHAT_ID: '1' } });
    await pins('getPinnedMessages', { path: { CHAT_ID: '1' }, query: { limit: 5, next_token: 'a&b' } });
    await folders('removeChatsAcrossCategories', { query: { chat_ids: ['1', '2'] } });
    expect(sent.map(({ url }) => url.slice(api.length))).toEqual([
      '/chats/1/pin-messages?primary=true',
      '/chats/1/pin-messages?limit=5&next_token=a%26b',
      '/pin-categories?chat_ids=1,2',
    ]);
  });

  it('sends each alias to the one real URL', async () => {
    const { fetch, sent } = fakeFetch(empty());
    const { folders, threads } = testClient({ fetch });
    await folders('updatePinCategory', { path: { CATEGORY_ID: '1' }, body: { title: 'Work' } });
    await folders('reorderChatInCategory', {
      path: { CATEGORY_ID1: '1' },
      body: { chat_id: '2', last_sync_time: 1 },
    });
    await folders('reorderCategory', { path: { CATEGORY_ID2: '1' }, body: { last_sync_time: 1 } });
    await folders('bulkUpdateChatsInCategory', {
      path: { CATEGORY_ID3: '1' },
      body: { chat_ids: [], last_sync_time: 1 },
    });
    await threads('sendMessageToThread', { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } });
    await threads('createThreadMessageByChatId', {
      path: { CHAT_ID: '1' },
      body: { text: 'hi', thread_message_id: '1_2' },
    });
    expect(sent.map(({ method, url }) => `${method} ${url.slice(api.length)}`)).toEqual([
      ...Array.from({ length: 4 }, () => 'PUT /pin-categories/1'),
      ...Array.from({ length: 2 }, () => 'POST /chats/1/messages'),
    ]);
  });

  it('refuses a body that belongs to another operation than the one called, naming both', async () => {
    const { fetch, sent } = fakeFetch(empty());
    const body = untyped<{ title: string }>({ title: 'Work', chat_ids: ['1'] });
    const error = await errorOf(
      InputError,
      testClient({ fetch }).folders('updatePinCategory', { path: { CATEGORY_ID: '1' }, body }),
    );
    expect(error.message).toContain('updatePinCategory');
    expect(error.message).toContain('chat_ids belongs to bulkUpdateChatsInCategory');
    expect(sent).toEqual([]);
  });

  it('runs your middleware with the operation, before the token is put on', async () => {
    const seen: [string | undefined, boolean][] = [];
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const { pins } = testClient({
      fetch,
      middleware: [
        (request, call: Call, next) => {
          seen.push([call.operation?.id, request.headers.has('authorization')]);
          return next(request.withHeader('x-mine', '1'));
        },
      ],
    });
    await pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    expect(seen).toEqual([['getPinnedMessages', false]]);
    expect(sent[0]?.headers.get('x-mine')).toBe('1');
  });

  it.each(['muteThread', 'constructor', '__proto__', 'toString', ''])(
    'refuses %j, which is not an operation of the module',
    async (id) => {
      const { fetch, sent } = fakeFetch(empty());
      const error = await errorOf(
        InputError,
        testClient({ fetch }).pins(untyped<'getPinnedMessages'>(id), { path: { CHAT_ID: '1' } }),
      );
      expect(error.message).toContain('not an operation of this module');
      expect(sent).toEqual([]);
    },
  );

  it.each([undefined, null, {}, { path: null }, { path: undefined }, 'text', 7])(
    'refuses the input %j of a call that needs an id',
    async (input) => {
      const { fetch, sent } = fakeFetch(empty());
      await errorOf(InputError, testClient({ fetch }).pins('getPinnedMessages', untyped(input)));
      expect(sent).toEqual([]);
    },
  );

  it('takes options that are null for none', async () => {
    const { fetch } = fakeFetch(json({ data: [] }));
    const pins: ModuleClient<typeof pinOperations> = testClient({ fetch }).pins;
    expect(await pins('getPinnedMessages', { path: { CHAT_ID: '1' } }, untyped(null))).toEqual({ data: [] });
  });
});
