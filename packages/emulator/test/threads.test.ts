import { describe, expect, test } from 'vitest';
import type { Seed } from '../src/index.ts';
import { demo, demoSeed } from '../src/index.ts';
import type { Read, Session } from './session.ts';
import { startSession, valueAt } from './session.ts';

const { users, channels, messages, threads, group, direct } = demo;
const rollback = `/threads/${threads.rollback}`;
const rollbackChat = `/chats/${threads.rollback}`;
const message = { text: 'Let us talk about it here.', thread_message_id: messages.kickoff };

function idsIn(reply: Read, key = 'data'): unknown[] {
  const people = reply.at(key);
  return Array.isArray(people) ? people.map((person) => valueAt(person, ['user_id'])) : [];
}

async function followers(session: Session): Promise<unknown[]> {
  session.advance(60_000);
  return idsIn(await session.get(`${rollback}/followers`));
}

async function members(session: Session): Promise<unknown[]> {
  session.advance(60_000);
  return idsIn(await session.get(`${rollbackChat}/members`), 'members');
}

/** Starts a thread and finds its id, by pinning the chat of the next thread that the seed's ids give. */
async function lastMessageOf(session: Session): Promise<unknown> {
  await session.post(`/chats/${channels.launch.chatId}/pins`);
  return (await session.get('/pin-categories?include_fields=chats,last_message_info')).at(
    'data',
    0,
    'chats',
    1,
    'last_message_info',
    'content',
    'text',
  );
}

describe('starting a thread', () => {
  test.each([
    ['channel id', `/channels/${channels.launch.channelId}/messages`],
    ['unique name', `/channelsbyname/${channels.launch.name}/messages`],
    ['chat id', `/chats/${channels.launch.chatId}/messages`],
  ])('by %s answers an empty 204, or the id of the message if asked to', async (_, path) => {
    const session = await startSession();
    const silent = await session.post(path, message);
    expect([silent.status, silent.text]).toEqual([204, '']);
    expect((await session.post(path, { ...message, sync_message: false })).status).toBe(204);
    const reply = await session.post(path, { ...message, sync_message: true });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      message_id: expect.stringMatching(new RegExp(`^${session.now()}_\\d{11}$`, 'u')),
    });
  });

  test.each<[string, string, object, string]>([
    ['a channel that is not there', '/channels/P1/messages', message, '400 operation_failed'],
    ['a name that is not there', '/channelsbyname/nowhere/messages', message, '400 operation_failed'],
    ['a chat that is not there', '/chats/1/messages', message, '400 operation_failed'],
    ['a chat that is no channel', `/chats/${group.offsite}/messages`, message, '400 operation_failed'],
    [
      'a channel of others',
      `/channels/${channels.payroll.channelId}/messages`,
      message,
      '400 operation_not_allowed',
    ],
    [
      'a channel without threads',
      `/channels/${channels.announcements.channelId}/messages`,
      { ...message, thread_message_id: messages.holidays },
      '400 operation_failed',
    ],
    [
      'a message of another chat',
      `/channels/${channels.launch.channelId}/messages`,
      { ...message, thread_message_id: messages.lunch },
      '400 operation_failed',
    ],
    [
      'an answer to nothing',
      `/channels/${channels.launch.channelId}/messages`,
      { ...message, reply_to: messages.lunch },
      '400 operation_failed',
    ],
    [
      'a bot that is not in the channel',
      `/channels/${channels.launch.channelId}/messages?bot_unique_name=payrollbot`,
      message,
      '400 operation_not_allowed',
    ],
    [
      'a bot that is not there',
      `/channels/${channels.launch.channelId}/messages?bot_unique_name=nobody`,
      message,
      '400 operation_not_allowed',
    ],
    [
      'a name that no bot can have',
      `/channels/${channels.launch.channelId}/messages?bot_unique_name=Bot7`,
      message,
      '400 input_pattern_mismatch',
    ],
    [
      'a text that is too long',
      `/channels/${channels.launch.channelId}/messages`,
      { ...message, text: 'x'.repeat(5001) },
      '400 input_pattern_mismatch',
    ],
  ])('is refused for %s', async (_, path, body, outcome) => {
    const session = await startSession();
    expect((await session.post(path, body)).outcome).toBe(outcome);
    expect((await session.get(rollback)).at('data', 'follower_count')).toBe(2);
  });

  test('is refused for a title without a message to hang on', async () => {
    const session = await startSession();
    const body = { text: 'x', thread_title: 'Title' };
    expect((await session.post(`/chats/${channels.launch.chatId}/messages`, body)).outcome).toBe(
      '400 param_missing',
    );
    const unknown = { text: 'x', colour: 'red' };
    expect((await session.post(`/chats/${channels.launch.chatId}/messages`, unknown)).outcome).toBe(
      '400 extra_key_found',
    );
  });

  test('on a message that has a thread posts in that thread', async () => {
    const session = await startSession();
    const body = {
      ...message,
      thread_message_id: messages.rollback.replace('_', '%20'),
      thread_title: 'Another',
    };
    await session.post(`/channels/${channels.launch.channelId}/messages`, body);
    expect((await session.get(rollback)).at('data')).toMatchObject({
      title: 'Roll-back steps',
      last_message_information: { content: { text: message.text } },
    });
    await session.put(rollback, { action: 'close' });
    expect((await session.post(`/channels/${channels.launch.channelId}/messages`, body)).outcome).toBe(
      '400 operation_failed',
    );
  });

  test('shows the message in the channel too, if asked to', async () => {
    const session = await startSession();
    await session.post(`/channels/${channels.launch.channelId}/messages`, message);
    expect(await lastMessageOf(session)).toBe('Build 214 passed all tests.');
    await session.post(`/channels/${channels.launch.channelId}/messages`, {
      ...message,
      post_in_parent: true,
    });
    expect(await lastMessageOf(session)).toBe(message.text);
  });
});

describe('a thread that was just started', () => {
  /** The id of a new thread: it is the next id that the workspace makes, which a second emulator foretells. */
  async function started(
    body: object,
    query = '',
    seed: Seed = demoSeed,
  ): Promise<{ session: Session; path: string }> {
    const twin = await startSession({ seed });
    const next = (await twin.post('/pin-categories', { title: 'Next id' })).at('data', 'category_id');
    const session = await startSession({ seed });
    await session.post(`/channels/${channels.launch.channelId}/messages${query}`, { ...message, ...body });
    return { session, path: `/threads/${channels.launch.chatId}-T-${String(next)}` };
  }

  test('is open, hangs on its message, and is followed by its starter and by who wrote that', async () => {
    const { session, path } = await started({ thread_message_id: messages.freeze, thread_title: 'Freeze' });
    expect((await session.get(path)).at('data')).toEqual({
      chat_id: path.replace('/threads/', ''),
      parent_chat_id: channels.launch.chatId,
      thread_message_id: messages.freeze.replace('_', '%20'),
      title: 'Freeze',
      follower_count: 2,
      is_follower: true,
      parent_participant: true,
      thread_state: 'open',
      parent_message_sender: users.ben,
      last_message_information: {
        id: expect.stringMatching(/^\d+ \d+$/u),
        type: 'text',
        content: { text: message.text },
        sender: { id: users.ana, name: 'Ana Duarte' },
        time: '2026-11-02T14:30:00+05:30',
      },
    });
    expect(idsIn(await session.get(`${path}/followers`))).toEqual([users.ben, users.ana]);
  });

  test('takes its title from the message when it has none', async () => {
    const { session, path } = await started({});
    expect((await session.get(path)).at('data', 'title')).toMatch(/^Launch is on 1 December/u);
  });

  test('takes no half of a character for its title', async () => {
    const text = `${'x'.repeat(99)}😀!`;
    const chats = demoSeed.chats.map((chat) => ({
      ...chat,
      messages: chat.messages.map((each) => (each.id === messages.kickoff ? { ...each, text } : each)),
    }));
    const { session, path } = await started({}, '', { ...demoSeed, chats });
    expect((await session.get(path)).at('data', 'title')).toBe(`${'x'.repeat(99)}😀`);
  });

  test('can be started by a bot, on a message of a bot', async () => {
    const { session, path } = await started(
      { thread_message_id: '1791013320000_12958222479', text: 'Logs for {@855727962} and {@1}.' },
      `?bot_unique_name=${demo.bot.uniqueName}`,
    );
    expect((await session.get(`${path}/followers`)).body).toEqual({
      data: [{ user_id: demo.bot.id, name: demo.bot.name }],
    });
    expect((await session.get(path)).at('data', 'last_message_information')).toMatchObject({
      sender: { id: demo.bot.id, name: demo.bot.name },
      mentions: [{ id: users.ben, name: '@Ben Okafor', type: 'user' }],
    });
  });
});

describe('posting in a thread', () => {
  test('answers an empty 204, or the id of the message if asked to', async () => {
    const session = await startSession();
    expect((await session.post(`${rollbackChat}/messages`, { text: 'Done.' })).status).toBe(204);
    const reply = await session.post(`${rollbackChat}/messages`, { text: 'Done.', sync_message: true });
    expect(reply.at('message_id')).toMatch(/^\d+_\d+$/u);
    const main = await session.get(`${rollback}/messages/main`);
    expect(main.at('thread_information', 'message_count')).toBe(4);
  });

  test('may answer a message of the thread or of its channel', async () => {
    const session = await startSession();
    const post = (reply_to: string) => session.post(`${rollbackChat}/messages`, { text: 'Yes.', reply_to });
    expect((await post('1791025500250 12958425508')).status).toBe(204);
    expect((await post(messages.kickoff)).status).toBe(204);
    expect((await post(messages.lunch)).outcome).toBe('400 operation_failed');
  });

  test('makes whoever writes a follower', async () => {
    const session = await startSession();
    await session.post(`${rollbackChat}/messages`, { text: 'Me too.' }, session.as(users.dev));
    expect(await followers(session)).toEqual([users.ana, users.ben, users.dev]);
  });

  test.each<[string, string, string]>([
    ['an id that is no thread', `/chats/${direct.ben}/messages`, '400 thread_chatid_invalid'],
    ['a thread that is not there', `/chats/${channels.launch.chatId}-T-1/messages`, '400 operation_failed'],
    [
      'a bot of another channel',
      `${rollbackChat}/messages?bot_unique_name=payrollbot`,
      '400 operation_not_allowed',
    ],
  ])('is refused for %s', async (_, path, outcome) => {
    const session = await startSession();
    expect((await session.post(path, { text: 'x' })).outcome).toBe(outcome);
  });

  test('is refused to those outside the channel', async () => {
    const session = await startSession();
    const reply = await session.post(`${rollbackChat}/messages`, { text: 'x' }, session.as(users.farid));
    expect(reply.outcome).toBe('400 operation_not_allowed');
  });

  test.each(['operation_failed', 'operation_not_allowed'] as const)(
    'in a closed one is refused: %s',
    async (closedThread) => {
      const session = await startSession({ quirks: { closedThread } });
      await session.put(rollback, { action: 'close' });
      expect((await session.post(`${rollbackChat}/messages`, { text: 'x' })).outcome).toBe(
        `400 ${closedThread}`,
      );
      await session.put(rollback, { action: 'reopen' });
      expect((await session.post(`${rollbackChat}/messages`, { text: 'x' })).status).toBe(204);
    },
  );
});

describe('reading a thread', () => {
  test('shows its id in mixed forms, as upstream', async () => {
    const session = await startSession();
    const reply = await session.get(rollback);
    expect(reply.body).toMatchObject({ url: `/api/v3${rollback}`, type: 'chat_thread' });
    expect(reply.at('data', 'thread_message_id')).toBe(messages.rollback.replace('_', '%20'));
    expect(reply.at('data', 'last_message_information', 'id')).toBe('1791025920375 12958432509');
  });

  test('tells those outside the channel that they are', async () => {
    const session = await startSession();
    expect((await session.get(rollback, session.as(users.farid))).at('data')).toMatchObject({
      is_follower: false,
      parent_participant: false,
    });
  });

  test('is refused for an id of nothing, and by policy', async () => {
    const session = await startSession();
    expect((await session.get('/threads/x')).outcome).toBe('400 thread_chatid_invalid');
    expect((await session.get(`${rollback}1`)).outcome).toBe('400 thread_chatid_invalid');
    expect((await session.get(`/threads/${threads.contract}`)).outcome).toBe(
      '403 external_communication_not_supported',
    );
  });

  test('gives the message it hangs on, with its id in two forms', async () => {
    const session = await startSession();
    const reply = await session.get(`${rollback}/messages/main`);
    expect(reply.body).toEqual({
      id: messages.rollback,
      type: 'text',
      content: { text: expect.stringContaining('Roll-back') },
      sender: { id: users.ana, name: 'Ana Duarte' },
      time: '2026-10-03T12:37:00+05:30',
      mentions: [{ id: users.ben, name: '@Ben Okafor', type: 'user' }],
      is_pinned: true,
      parent_resource_id: 'launch',
      thread_information: {
        thread_message_id: messages.rollback.replace('_', '%20'),
        chat_id: threads.rollback,
        title: 'Roll-back steps',
        follower_count: 2,
        message_count: 2,
      },
      thread_state_information: { thread_state: 'open' },
    });
    await session.delete(`/chats/${channels.launch.chatId}/pin-messages`);
    expect((await session.get(`${rollback}/messages/main`)).at('is_pinned')).toBe(false);
  });

  test('gives its followers, and the members of the channel who are none', async () => {
    const session = await startSession();
    expect((await session.get(`${rollback}/followers`)).at('data', 0)).toEqual({
      user_id: users.ana,
      email_id: 'ana.duarte@example.com',
      name: 'Ana Duarte',
    });
    expect(idsIn(await session.get(`${rollback}/nonfollowers`))).toEqual([users.chloe, users.dev]);
  });

  test('gives its members, with the fields that were asked for', async () => {
    const session = await startSession();
    const fields = async (query: string) =>
      (await session.get(`${rollbackChat}/members${query}`)).at('members', 1);
    expect(await fields('')).toEqual({
      user_id: users.ana,
      email_id: 'ana.duarte@example.com',
      name: 'Ana Duarte',
    });
    expect(await fields('?fields=name')).toEqual({ name: 'Ana Duarte' });
    expect(await fields('?fields=user_id,email_id')).toEqual({
      user_id: users.ana,
      email_id: 'ana.duarte@example.com',
    });
  });
});

describe('following a thread', () => {
  test('and not any more', async () => {
    const session = await startSession();
    const chloe = session.as(users.chloe);
    expect((await session.post(`${rollback}/follow`, undefined, chloe)).status).toBe(204);
    expect((await session.post(`${rollback}/follow`, undefined, chloe)).status).toBe(204);
    expect(await followers(session)).toEqual([users.ana, users.ben, users.chloe]);
    expect((await session.post(`${rollback}/unfollow`, undefined, chloe)).status).toBe(204);
    expect(await followers(session)).toEqual([users.ana, users.ben]);
    expect(await members(session)).toContain(users.chloe);
  });

  test('through its state, as the caller or as a bot', async () => {
    const session = await startSession();
    const put = (action: string, query = '') => session.put(rollback + query, { action });
    await put('unfollow');
    expect(await followers(session)).toEqual([users.ben]);
    await put('follow');
    await put('follow', '?bot_unique_name=releasebot&appkey=any');
    expect(await followers(session)).toEqual([users.ben, users.ana, demo.bot.id]);
    await put('unfollow', '?bot_unique_name=releasebot');
    expect(await followers(session)).toEqual([users.ben, users.ana]);
  });

  test('can be arranged for members of the channel, all or none', async () => {
    const session = await startSession();
    const add = (user_ids: string[]) => session.post(`${rollback}/followers`, { user_ids });
    expect((await add([users.chloe, users.farid])).outcome).toBe('400 operation_failed');
    expect(await followers(session)).toEqual([users.ana, users.ben]);
    expect((await add([users.chloe, users.dev])).status).toBe(204);
    expect(await followers(session)).toEqual([users.ana, users.ben, users.chloe, users.dev]);
    expect(
      (await session.delete(`${rollback}/followers`, { user_ids: [users.ben, users.farid] })).status,
    ).toBe(204);
    expect(await followers(session)).toEqual([users.ana, users.chloe, users.dev]);
    expect((await add([])).outcome).toBe('400 input_pattern_mismatch');
  });
});

describe('the state of a thread', () => {
  test('is closed and reopened, also twice', async () => {
    const session = await startSession();
    const state = async () => (await session.get(rollback)).at('data', 'thread_state');
    for (const [action, expected] of [
      ['close', 'closed'],
      ['close', 'closed'],
      ['reopen', 'open'],
      ['reopen', 'open'],
    ]) {
      expect((await session.put(rollback, { action })).status).toBe(204);
      expect(await state()).toBe(expected);
    }
  });

  test.each([
    [{ action: 'burn' }, '', '400 input_pattern_mismatch'],
    [{}, '', '400 param_missing'],
    [{ action: 'close' }, '?appkey=key', '400 input_pattern_mismatch'],
    [{ action: 'close' }, '?appkey=&bot_unique_name=releasebot', '400 input_pattern_mismatch'],
    [{ action: 'close' }, '?bot_unique_name=payrollbot', '400 operation_not_allowed'],
  ])('is not changed by %o %s', async (body, query, outcome) => {
    const session = await startSession();
    expect((await session.put(rollback + query, body)).outcome).toBe(outcome);
    expect((await session.get(rollback)).at('data', 'thread_state')).toBe('open');
  });
});

describe('leaving, muting, unmuting', () => {
  test('are acknowledged with an empty 204', async () => {
    const session = await startSession();
    for (const action of ['mute', 'unmute', 'leave', 'leave']) {
      const reply = await session.post(`${rollbackChat}/${action}`);
      expect([reply.status, reply.text]).toEqual([204, '']);
    }
  });

  test('with the quirk are acknowledged with a 200 that talks of a 204', async () => {
    const session = await startSession({ quirks: { acknowledge: '200' } }, { acknowledge200: true });
    for (const action of ['mute', 'unmute', 'leave']) {
      const reply = await session.post(`${rollbackChat}/${action}`);
      expect([reply.status, reply.body]).toEqual([200, { 'Response Code': '204 No response' }]);
    }
    expect(await members(session)).toEqual([users.ben]);
  });

  test('leaving ends taking part and following, until the next message', async () => {
    const session = await startSession();
    await session.post(`${rollbackChat}/leave`);
    expect(await followers(session)).toEqual([users.ben]);
    expect(await members(session)).toEqual([users.ben]);
    await session.post(`${rollbackChat}/messages`, { text: 'Back again.' });
    expect(await members(session)).toEqual([users.ben, users.ana]);
  });
});

describe('every operation of a thread', () => {
  const calls: [string, string, object?][] = [
    ['PUT', '/threads/{}', { action: 'close' }],
    ['GET', '/threads/{}/messages/main'],
    ['GET', '/threads/{}/followers'],
    ['POST', '/threads/{}/followers', { user_ids: ['1'] }],
    ['DELETE', '/threads/{}/followers', { user_ids: ['1'] }],
    ['GET', '/threads/{}/nonfollowers'],
    ['POST', '/threads/{}/follow'],
    ['POST', '/threads/{}/unfollow'],
    ['GET', '/chats/{}/members'],
    ['POST', '/chats/{}/leave'],
    ['POST', '/chats/{}/mute'],
    ['POST', '/chats/{}/unmute'],
  ];

  test.each(calls)(
    '%s %s tells a malformed id, an unknown one and a foreign thread apart',
    async (method, path, body) => {
      const session = await startSession();
      const outcome = async (id: string, token?: string) => {
        const options = {
          ...(body === undefined ? {} : { body }),
          ...(token === undefined ? {} : { token }),
        };
        return (await session.call(method, path.replace('{}', id), options)).outcome;
      };
      expect(await outcome(group.offsite)).toBe('400 thread_chatid_invalid');
      expect(await outcome(`${threads.rollback}x`)).toBe('400 thread_chatid_invalid');
      expect(await outcome(`${threads.rollback}1`)).toBe('400 operation_failed');
      expect(await outcome(threads.rollback, session.as(users.farid))).toBe('400 operation_not_allowed');
    },
  );
});
