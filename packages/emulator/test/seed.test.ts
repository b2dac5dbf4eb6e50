import { describe, expect, test } from 'vitest';
import type { Seed, SeedChat } from '../src/index.ts';
import { createEmulator, demo, demoSeed, emptySeed } from '../src/index.ts';
import { startSession } from './session.ts';

const user = { id: '1', name: 'Sol Vega', email: 'sol.vega@example.com' };
const chat: SeedChat = { id: 'c', type: 'group_chat', name: 'C', members: ['1'], messages: [] };
const said = { id: '1000_1', senderId: '1', text: 'Hello' };

const thread = {
  id: 'c-T-1',
  parentChatId: 'c',
  messageId: '1000_1',
  title: 'T',
  followers: [],
  messages: [],
};
const bot = { id: '9', uniqueName: 'helper', name: 'Helper' };
const network = { id: '7', name: 'acme', chats: [], threads: [], shelves: [] };
const spoken: SeedChat = { ...chat, messages: [said] };

describe('a seed', () => {
  test.each<[string, Partial<Seed>, string]>([
    ['has no user', { users: [] }, '/users: a seed needs at least one user'],
    ['has a user twice', { users: [user, user] }, '/users/1: a user with the id 1 is there already'],
    [
      'has a bot twice',
      { bots: [bot, { ...bot, id: '8' }] },
      '/bots/1: a bot with the unique name helper is there already',
    ],
    [
      'has a bot that is a user',
      { bots: [{ ...bot, id: '1' }] },
      '/bots/0/id: a user with the id 1 is there already',
    ],
    ['has a chat twice', { chats: [chat, chat] }, '/chats/1: a chat with the id c is there already'],
    ['has an id that is none', { chats: [{ ...chat, id: '../c' }] }, '/chats/0/id: an id is letters, digits'],
    [
      'has a member who is nobody',
      { chats: [{ ...chat, members: ['2'] }] },
      '/chats/0/members/0: the seed has no user 2',
    ],
    [
      'has a member twice',
      { chats: [{ ...chat, members: ['1', '1'] }] },
      '/members/1: the member 1 is there already',
    ],
    [
      'has words of nobody',
      { chats: [{ ...chat, messages: [{ ...said, senderId: '2' }] }] },
      '/chats/0/messages/0/senderId: the seed has no user or bot 2',
    ],
    [
      'mentions nobody',
      { chats: [{ ...chat, messages: [{ ...said, mentions: ['2'] }] }] },
      '/chats/0/messages/0/mentions/0: the seed has no user 2',
    ],
    [
      'has a message twice',
      { chats: [{ ...chat, messages: [said, said] }] },
      '/chats/0/messages/1/id: a message with the id 1000_1 is there already',
    ],
    [
      'has a message without a time',
      { chats: [{ ...chat, messages: [{ ...said, id: 'm' }] }] },
      '/chats/0/messages/0/id: m is not <epoch milliseconds>_<digits>',
    ],
    [
      'has messages the wrong way round',
      { chats: [{ ...chat, messages: [said, { ...said, id: '999_1' }] }] },
      '/chats/0/messages/1/id: 999_1 is older than the message before it',
    ],
    ['has a bot chat with no bot', { chats: [{ ...chat, type: 'bot' }] }, '/chats/0: a chat of type bot'],
    [
      'has the chat of no bot',
      { chats: [{ ...chat, type: 'bot', bot: 'nobody' }] },
      'the seed has no bot nobody',
    ],
    [
      'has a channel that is none',
      { chats: [{ ...chat, type: 'channel' }] },
      '/chats/0: a chat of type channel',
    ],
    [
      'has a bot in a channel that is none',
      {
        chats: [
          {
            ...chat,
            type: 'channel',
            channel: { id: 'P1', uniqueName: 'x', replyMode: 'both', bots: ['y'] },
          },
        ],
      },
      '/chats/0/channel/bots/0: the seed has no bot y',
    ],
    [
      'pins no message',
      { chats: [{ ...chat, pins: [{ messageId: 'm', creatorId: '1' }] }] },
      '/chats/0/pins/0/messageId: the chat c has no message m',
    ],
    [
      'pins a message twice, by nobody',
      {
        chats: [
          {
            ...spoken,
            pins: [
              { messageId: said.id, creatorId: '1' },
              { messageId: said.id, creatorId: '2' },
            ],
          },
        ],
      },
      '/chats/0/pins/1: a pin of the message 1000_1 is there already\n- /chats/0/pins/1/creatorId: the seed has no user 2',
    ],
    [
      'has a folder with no chat',
      { shelves: [{ userId: '1', chatIds: ['x'], folders: [] }] },
      '/shelves/0/chatIds/0: the seed has no chat x',
    ],
    [
      'has a chat in two folders',
      {
        chats: [chat],
        shelves: [{ userId: '1', chatIds: ['c'], folders: [{ id: '5', title: 'F', chatIds: ['c'] }] }],
      },
      '/shelves/0/folders/0/chatIds/0: the chat c is in the folders of 1 already',
    ],
    [
      'has the chat of others in a folder',
      { chats: [{ ...chat, members: [] }], shelves: [{ userId: '1', chatIds: ['c'], folders: [] }] },
      '/shelves/0/chatIds/0: the user 1 is not in the chat c',
    ],
    [
      'has the default folder',
      { shelves: [{ userId: '1', chatIds: [], folders: [{ id: 'default', title: 'F', chatIds: [] }] }] },
      '/shelves/0/folders/0/id: the default folder is there already',
    ],
    [
      'has folders of nobody',
      { shelves: [{ userId: '2', chatIds: [], folders: [] }] },
      '/shelves/0/userId: the seed has no user 2',
    ],
    [
      'has the folders of a user twice',
      {
        shelves: [
          { userId: '1', chatIds: [], folders: [] },
          { userId: '1', chatIds: [], folders: [] },
        ],
      },
      '/shelves/1: a list of folders of the user 1 is there already',
    ],
    ['has a thread in nothing', { threads: [thread] }, '/threads/0/parentChatId: the seed has no chat c'],
    [
      'has a thread on nothing',
      { chats: [chat], threads: [thread] },
      '/threads/0/messageId: the chat c has no message',
    ],
    [
      'has a thread of another chat',
      { chats: [spoken], threads: [{ ...thread, id: 'd-T-1' }] },
      '/threads/0/id: has to be c-T- and digits',
    ],
    [
      'has two threads on a message',
      { chats: [spoken], threads: [thread, { ...thread, id: 'c-T-2' }] },
      '/threads/1: a thread on the message 1000_1 of c is there already',
    ],
    [
      'has a follower from elsewhere',
      { chats: [spoken], threads: [{ ...thread, followers: ['2'] }] },
      '/threads/0/followers/0: the chat c has no member 2',
    ],
    [
      'has two networks of one name',
      { networks: [network, { ...network, id: 'acme', name: '8' }] },
      '/networks/1: a network with the id or name acme is there already',
    ],
    [
      'has nobody in a network',
      { networks: [{ ...network, members: ['2'] }] },
      '/networks/0/members/0: the seed has no user 2',
    ],
    [
      'has a chat in a network with someone who is not in it',
      { networks: [{ ...network, members: [], chats: [chat] }] },
      '/networks/0/chats/0/members/0: the network acme has no user 1',
    ],
    [
      'has messages the wrong way round in a network',
      { networks: [{ ...network, chats: [{ ...chat, messages: [said, { ...said, id: '999_1' }] }] }] },
      '/networks/0/chats/0/messages/1/id: 999_1 is older',
    ],
    [
      'locks nobody out',
      { limits: [{ userId: '2', operation: 'pinChat', lockedForMs: 0 }] },
      '/limits/0/userId: the seed has no user 2\n- /limits/0/lockedForMs: a lock lasts longer than 0 ms',
    ],
    [
      'has tokens of nobody, for ever',
      { tokens: [{ userId: '2', expiresInMs: Number.POSITIVE_INFINITY }] },
      '/tokens/0/userId: the seed has no user 2\n- /tokens/0/expiresInMs: has to be a number',
    ],
  ])('that %s is refused', async (_, part, text) => {
    const seed: Seed = { ...emptySeed, users: [user], ...part };
    const refused = expect(createEmulator({ port: false, seed })).rejects;
    await refused.toThrow(TypeError);
    await expect(createEmulator({ port: false, seed })).rejects.toThrow(text);
  });

  test('that is wrong in many places says ten of them, and how many there are', async () => {
    const members = Array.from({ length: 12 }, (_, index) => String(index + 2));
    const seed: Seed = { ...emptySeed, users: [user], chats: [{ ...chat, members }] };
    const message = await createEmulator({ port: false, seed }).catch((error: unknown) => String(error));
    expect(String(message).split('\n')).toHaveLength(12);
    expect(message).toContain('the seed empty has 12 problems:');
    expect(message).toMatch(/- and 2 more$/u);
  });

  test('may have a chat without a name, closed threads, and threads on a chat that is no channel', async () => {
    const seed: Seed = {
      ...emptySeed,
      users: [user],
      chats: [{ id: 'c', type: 'direct_message', members: ['1'], messages: [said] }],
      threads: [
        {
          id: 'c-T-1',
          parentChatId: 'c',
          messageId: said.id,
          title: 'T',
          state: 'closed',
          followers: [],
          messages: [],
        },
      ],
      shelves: [{ userId: '1', chatIds: ['c'], folders: [] }],
    };
    const session = await startSession({ seed });
    expect((await session.get('/threads/c-T-1')).at('data', 'thread_state')).toBe('closed');
    expect((await session.get('/threads/c-T-1/messages/main')).at('parent_resource_id')).toBeUndefined();
    expect(
      (await session.get('/pin-categories?include_fields=chats')).at('data', 0, 'chats', 0, 'name'),
    ).toBe('');
    await session.post('/chats/c-T-1/pins');
    const reply = await session.get('/pin-categories?include_fields=chats,last_message_info');
    expect(reply.at('data', 0, 'chats', 1, 'last_message_info')).toBeUndefined();
  });
});

test('the demo workspace says where the user stands: four channels, one without threads, one of others', () => {
  const channels = demoSeed.chats.filter(({ type }) => type === 'channel');
  expect(channels).toHaveLength(4);
  expect(channels.filter(({ channel }) => channel?.replyMode === 'messages')).toHaveLength(1);
  expect(channels.filter(({ members }) => !members.includes(demo.users.ana))).toHaveLength(1);
});

test('every id that `demo` names is in the demo workspace', () => {
  const text = JSON.stringify(demoSeed);
  const named = JSON.stringify(demo).matchAll(/"([^"]*\d{6}[^"]*)"/gu);
  for (const [, id] of named) expect(text).toContain(`"${id}"`);
});
