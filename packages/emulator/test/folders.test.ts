import { describe, expect, test } from 'vitest';
import { demo, emptySeed } from '../src/index.ts';
import type { Session } from './session.ts';
import { start, startSession, valueAt } from './session.ts';

const { users, folders, channels, direct, group, bot } = demo;
const launchChat = channels.launch.chatId;

/** Folder ids, each with the ids of its chats. */
async function shelf(session: Session, token?: string): Promise<Record<string, unknown[]>> {
  session.advance(60_000);
  const data = (await session.get('/pin-categories?include_fields=chats', token)).at('data');
  if (!Array.isArray(data)) return {};
  return Object.fromEntries(
    data.map((folder): [string, unknown[]] => {
      const chats = valueAt(folder, ['chats']);
      return [
        String(valueAt(folder, ['category_id'])),
        Array.isArray(chats) ? chats.map((chat) => valueAt(chat, ['chat_id'])) : [],
      ];
    }),
  );
}

async function order(session: Session): Promise<unknown[]> {
  session.advance(60_000);
  const data = (await session.get('/pin-categories')).at('data');
  return Array.isArray(data) ? data.map((folder) => valueAt(folder, ['category_id'])) : [];
}

describe('listing folders', () => {
  test('gives the default one first, with nothing but its id', async () => {
    const session = await startSession();
    expect((await session.get('/pin-categories')).body).toEqual({
      url: '/v3/pin-categories',
      type: 'pin_categories',
      data: [
        { category_id: 'default' },
        { category_id: folders.launch, title: 'Launch', symbol: ':rocket:', state: 'expanded' },
        { category_id: folders.people, title: 'People', symbol: '', state: 'collapsed' },
      ],
    });
  });

  test('adds the chats if asked to', async () => {
    const session = await startSession();
    const reply = await session.get('/pin-categories?include_fields=chats');
    expect(reply.at('data', 1, 'chats', 0)).toEqual({
      chat_id: launchChat,
      chat_type: 'channel',
      name: '#launch',
      participant_count: 4,
      is_pinned: true,
    });
    expect(reply.at('data', 2, 'chats', 0, 'name')).toBe('Ben Okafor');
    expect(
      (await session.get('/pin-categories?include_fields=chats', session.as(users.ben))).at(
        'data',
        0,
        'chats',
        0,
        'name',
      ),
    ).toBe('Ana Duarte');
  });

  test('adds people and last messages to the chats, and does nothing without them', async () => {
    const session = await startSession();
    const all = await session.get(
      '/pin-categories?include_fields=chats,recipients_summary,last_message_info',
    );
    expect(all.at('data', 2, 'chats', 0)).toMatchObject({
      recipients_summary: [{ id: users.ben, name: 'Ben Okafor' }],
      last_message_info: {
        sender: { id: users.ben, name: 'Ben Okafor' },
        time: '2026-10-03T15:25:00+05:30',
        type: 'text',
        content: { text: 'Fine.' },
      },
    });
    const none = await session.get('/pin-categories?include_fields=recipients_summary,last_message_info');
    expect(none.body).toEqual((await session.get('/pin-categories')).body);
  });

  test('gives each user their own', async () => {
    const session = await startSession();
    expect(await shelf(session, session.as(users.ben))).toEqual({ default: [direct.ben] });
    expect(await shelf(session, session.as(users.farid))).toEqual({ default: [] });
  });

  test('of the empty workspace gives the default one', async () => {
    const session = await startSession({ seed: emptySeed });
    expect(await shelf(session)).toEqual({ default: [] });
  });
});

describe('creating a folder', () => {
  test('puts it last, with a 19-digit id', async () => {
    const session = await startSession();
    const reply = await session.post('/pin-categories', { title: 'Trips', symbol: ':boat:' });
    expect(reply.body).toEqual({
      url: '/v3/pin-categories',
      type: 'pin_categories',
      data: {
        category_id: expect.stringMatching(/^\d{19}$/u),
        title: 'Trips',
        symbol: ':boat:',
        state: 'expanded',
      },
    });
    expect(Number.isSafeInteger(Number(reply.at('data', 'category_id')))).toBe(false);
    expect((await order(session)).at(-1)).toBe(reply.at('data', 'category_id'));
  });

  test('pins chats in it in their order, and takes them from where they were', async () => {
    const session = await startSession();
    const chat_ids = [direct.dev, launchChat, direct.dev];
    const id = String(
      (await session.post('/pin-categories', { title: 'Mix', chat_ids })).at('data', 'category_id'),
    );
    expect(await shelf(session)).toEqual({
      default: [group.offsite],
      [folders.launch]: [bot.chatId],
      [folders.people]: [direct.ben, direct.chloe],
      [id]: [direct.dev, launchChat],
    });
  });

  test.each([channels.payroll.chatId, '1'])(
    'is refused with the chat %s, and nothing is created',
    async (chat) => {
      const session = await startSession();
      const body = { title: 'Mix', chat_ids: [direct.dev, chat] };
      expect((await session.post('/pin-categories', body)).outcome).toBe('400 operation_not_allowed');
      expect(await order(session)).toHaveLength(3);
    },
  );

  test('is refused at the maximum', async () => {
    const session = await startSession({ quirks: { maxFolders: 3 } });
    expect((await session.post('/pin-categories', { title: 'Three' })).status).toBe(200);
    expect((await session.post('/pin-categories', { title: 'Four' })).outcome).toBe('400 max_folders_error');
  });

  test('is refused with more chats than a folder holds', async () => {
    const session = await startSession({ quirks: { maxPinsPerFolder: 1 } });
    const body = { title: 'Two', chat_ids: [direct.dev, direct.ben] };
    expect((await session.post('/pin-categories', body)).outcome).toBe('400 max_pins_error');
  });
});

describe('changing a folder', () => {
  test('changes what is given and leaves the rest', async () => {
    const session = await startSession();
    const path = `/pin-categories/${folders.launch}`;
    expect((await session.put(path, { title: 'Launch 2027' })).status).toBe(204);
    expect((await session.put(path, { symbol: '', state: 'collapsed' })).status).toBe(204);
    expect((await session.get('/pin-categories')).at('data', 1)).toEqual({
      category_id: folders.launch,
      title: 'Launch 2027',
      symbol: '',
      state: 'collapsed',
    });
  });

  test.each(['default', '1', folders.launch])(
    'of somebody else, or the default one, is refused: %s',
    async (id) => {
      const session = await startSession();
      const reply = await session.put(`/pin-categories/${id}`, { title: 'Mine' }, session.as(users.ben));
      expect(reply.outcome).toBe('400 operation_failed');
    },
  );
});

describe('moving a folder', () => {
  test('puts it above another, and last when none is named', async () => {
    const session = await startSession();
    const move = (id: string, body: object = {}) =>
      session.put(`/pin-categories/${id}`, { last_sync_time: session.now(), ...body });
    expect((await move(folders.people, { pin_above: folders.launch })).status).toBe(204);
    expect(await order(session)).toEqual(['default', folders.people, folders.launch]);
    expect((await move(folders.people)).status).toBe(204);
    expect(await order(session)).toEqual(['default', folders.launch, folders.people]);
  });

  test.each([
    ['default', folders.launch],
    [folders.launch, 'default'],
    [folders.launch, '1'],
    [folders.launch, folders.launch],
    ['1', folders.launch],
  ])('%s above %s is refused', async (id, pin_above) => {
    const session = await startSession();
    const body = { pin_above, last_sync_time: session.now() };
    expect((await session.put(`/pin-categories/${id}`, body)).outcome).toBe('400 operation_failed');
  });
});

describe('moving a chat', () => {
  test('puts it above another of its folder, and last when none is named', async () => {
    const session = await startSession();
    const move = (body: object) =>
      session.put(`/pin-categories/${folders.people}`, { last_sync_time: session.now(), ...body });
    expect((await move({ chat_id: direct.chloe, pin_above: direct.ben })).status).toBe(204);
    expect((await shelf(session))[folders.people]).toEqual([direct.chloe, direct.ben]);
    expect((await move({ chat_id: direct.chloe })).status).toBe(204);
    expect((await shelf(session))[folders.people]).toEqual([direct.ben, direct.chloe]);
  });

  test.each([
    [folders.people, launchChat, undefined],
    [folders.people, direct.ben, launchChat],
    [folders.people, direct.ben, direct.ben],
    ['default', direct.ben, undefined],
    ['1', direct.ben, undefined],
  ])('in %s, of %s above %s, is refused', async (id, chat_id, pin_above) => {
    const session = await startSession();
    const body = {
      chat_id,
      last_sync_time: session.now(),
      ...(pin_above === undefined ? {} : { pin_above }),
    };
    expect((await session.put(`/pin-categories/${id}`, body)).outcome).toBe('400 operation_failed');
  });
});

describe('replacing the chats of a folder', () => {
  test('leaves exactly these, in their order', async () => {
    const session = await startSession();
    const chat_ids = [direct.chloe, launchChat, direct.chloe];
    const body = { chat_ids, last_sync_time: session.now() };
    expect((await session.put(`/pin-categories/${folders.people}`, body)).status).toBe(204);
    expect(await shelf(session)).toEqual({
      default: [group.offsite],
      [folders.launch]: [bot.chatId],
      [folders.people]: [direct.chloe, launchChat],
    });
  });

  test('works for the default one, and with no chats at all', async () => {
    const session = await startSession();
    const body = { chat_ids: [], last_sync_time: session.now() };
    expect((await session.put('/pin-categories/default', body)).status).toBe(204);
    expect((await shelf(session))['default']).toEqual([]);
  });

  test('is refused with a chat of others, or in a folder that is not there', async () => {
    const session = await startSession({ quirks: { maxPinsPerFolder: 2 } });
    const put = (id: string, chat_ids: string[]) =>
      session.put(`/pin-categories/${id}`, { chat_ids, last_sync_time: session.now() });
    expect((await put(folders.people, [channels.payroll.chatId])).outcome).toBe('400 operation_failed');
    expect((await put(folders.people, [direct.ben, direct.dev, launchChat])).outcome).toBe(
      '400 max_pins_error',
    );
    expect((await put('1', [])).outcome).toBe('400 operation_failed');
  });
});

describe('a change based on an old reading', () => {
  test.each<[string, string, object]>([
    ['moving a folder', folders.people, {}],
    ['moving a chat', folders.people, { chat_id: direct.ben }],
    ['replacing chats', folders.people, { chat_ids: [] }],
  ])('is refused: %s', async (_, id, body) => {
    const session = await startSession();
    session.advance(1);
    const path = `/pin-categories/${id}`;
    expect((await session.put(path, { ...body, last_sync_time: start })).status).toBe(204);
    expect((await session.put(path, { ...body, last_sync_time: start })).outcome).toBe(
      '400 client_not_synced',
    );
    expect((await session.put(path, { ...body, last_sync_time: session.now() })).outcome).not.toContain(
      'synced',
    );
  });

  test.each<[string, (session: Session) => Promise<unknown>, string]>([
    [
      'creating a folder',
      (session) => session.post('/pin-categories', { title: 'New' }),
      'client_not_synced',
    ],
    [
      'renaming one',
      (session) => session.put(`/pin-categories/${folders.launch}`, { title: 'New' }),
      'client_not_synced',
    ],
    ['deleting one', (session) => session.delete(`/pin-categories/${folders.launch}`), 'client_not_synced'],
    ['pinning a chat', (session) => session.post(`/chats/${direct.dev}/pins`), 'client_not_synced'],
    ['unpinning a chat', (session) => session.delete(`/chats/${direct.ben}/pins`), 'client_not_synced'],
    [
      'unpinning chats',
      (session) => session.delete(`/pin-categories?chat_ids=${direct.ben}`),
      'client_not_synced',
    ],
    ['unpinning a chat that is not pinned', (session) => session.delete(`/chats/${direct.dev}/pins`), '204'],
    [
      'unpinning chats that are not pinned',
      (session) => session.delete(`/pin-categories?chat_ids=${direct.dev}`),
      '204',
    ],
    ['pinning a chat where it is', (session) => session.post(`/chats/${group.offsite}/pins`), '204'],
    ['reading', (session) => session.get('/pin-categories'), '204'],
  ])('%s: %s', async (_, change, outcome) => {
    const session = await startSession();
    session.advance(1);
    await change(session);
    const body = { last_sync_time: start };
    expect((await session.put(`/pin-categories/${folders.people}`, body)).outcome).toContain(outcome);
  });

  test('does not come from what others do', async () => {
    const session = await startSession();
    session.advance(1);
    await session.post('/pin-categories', { title: 'Ben' }, session.as(users.ben));
    const body = { last_sync_time: start };
    expect((await session.put(`/pin-categories/${folders.people}`, body)).status).toBe(204);
  });
});

describe('deleting a folder', () => {
  test.each(['', '?unpin_all=false'])('%s moves its chats to the default one', async (query) => {
    const session = await startSession();
    expect((await session.delete(`/pin-categories/${folders.people}${query}`)).status).toBe(204);
    expect(await shelf(session)).toEqual({
      default: [group.offsite, direct.ben, direct.chloe],
      [folders.launch]: [launchChat, bot.chatId],
    });
  });

  test('with unpin_all unpins its chats', async () => {
    const session = await startSession();
    expect((await session.delete(`/pin-categories/${folders.people}?unpin_all=true`)).status).toBe(204);
    expect((await shelf(session))['default']).toEqual([group.offsite]);
  });

  test('is refused for the default one, and for one that is not there', async () => {
    const session = await startSession();
    expect((await session.delete('/pin-categories/default')).outcome).toBe('400 operation_not_allowed');
    expect((await session.delete('/pin-categories/1')).outcome).toBe('400 operation_failed');
  });
});

describe('pinning a chat', () => {
  test('puts it last in the default folder, or in the one named', async () => {
    const session = await startSession();
    expect((await session.post(`/chats/${direct.dev}/pins`)).body).toEqual({
      type: 'chat.pin',
      data: { chat_id: direct.dev, category_id: 'default' },
    });
    expect((await shelf(session))['default']).toEqual([group.offsite, direct.dev]);
    const body = { category_id: folders.launch };
    expect((await session.post(`/chats/${direct.dev}/pins`, body)).at('data', 'category_id')).toBe(
      folders.launch,
    );
    expect(await shelf(session)).toMatchObject({
      default: [group.offsite],
      [folders.launch]: [launchChat, bot.chatId, direct.dev],
    });
  });

  test('where it is leaves it in its place', async () => {
    const session = await startSession();
    await session.post(`/chats/${launchChat}/pins`, { category_id: folders.launch });
    expect((await shelf(session))[folders.launch]).toEqual([launchChat, bot.chatId]);
  });

  test('works for a thread', async () => {
    const session = await startSession();
    expect((await session.post(`/chats/${demo.threads.rollback}/pins`)).status).toBe(200);
    const reply = await session.get('/pin-categories?include_fields=chats');
    expect(reply.at('data', 0, 'chats', 1)).toMatchObject({ chat_type: 'thread', name: 'Roll-back steps' });
  });

  test('is refused at the maximum of the folder, for chats of others, and in a folder that is not there', async () => {
    const session = await startSession({ quirks: { maxPinsPerFolder: 2 } });
    const pin = (chat: string, category_id: string) => session.post(`/chats/${chat}/pins`, { category_id });
    expect((await pin(direct.dev, folders.launch)).outcome).toBe('400 max_pins_error');
    expect((await pin(channels.payroll.chatId, 'default')).outcome).toBe('400 chat_access_denied');
    expect((await pin('1', 'default')).outcome).toBe('400 chat_access_denied');
    expect((await pin(direct.dev, '1')).outcome).toBe('400 operation_not_allowed');
  });
});

describe('unpinning', () => {
  test('a chat takes it out of its folder, and is fine with one that is in none', async () => {
    const session = await startSession();
    const unpinned = { type: 'chat.unpin', data: { chat_id: direct.ben } };
    expect((await session.delete(`/chats/${direct.ben}/pins`)).body).toEqual(unpinned);
    expect((await shelf(session))[folders.people]).toEqual([direct.chloe]);
    expect((await session.delete(`/chats/${direct.ben}/pins`)).body).toEqual(unpinned);
  });

  test('a chat of others is refused', async () => {
    const session = await startSession();
    expect((await session.delete(`/chats/${channels.payroll.chatId}/pins`)).outcome).toBe(
      '400 chat_access_denied',
    );
  });

  test('several chats takes them out wherever they are', async () => {
    const session = await startSession();
    const ids = [group.offsite, launchChat, direct.dev, '1'].join();
    expect((await session.delete(`/pin-categories?chat_ids=${ids}`)).status).toBe(204);
    expect(await shelf(session)).toEqual({
      default: [],
      [folders.launch]: [bot.chatId],
      [folders.people]: [direct.ben, direct.chloe],
    });
  });
});
