import { describe, expect, test } from 'vitest';
import type { Seed, SeedChat } from '../src/index.ts';
import { createEmulator, demo, demoSeed, emptySeed } from '../src/index.ts';
import { startSession } from './session.ts';

const user = { id: '1', name: 'Sol Vega', email: 'sol.vega@example.com' };
const chat: SeedChat = { id: 'c', type: 'group_chat', name: 'C', members: ['1'], messages: [] };
const said = { id: '1000_1', senderId: '1', text: 'Hello' };

describe('a seed', () => {
  test.each<[string, Partial<Seed>, string]>([
    ['has no user', { users: [] }, 'at least one user'],
    ['has a user twice', { users: [user, user] }, 'two users with the same id'],
    ['has a chat twice', { chats: [chat, chat] }, 'two chats with the same id'],
    ['has a member who is nobody', { chats: [{ ...chat, members: ['2'] }] }, 'the user 2'],
    ['has words of nobody', { chats: [{ ...chat, messages: [{ ...said, senderId: '2' }] }] }, 'the user 2'],
    ['has a bot chat with no bot', { chats: [{ ...chat, type: 'bot', bot: 'nobody' }] }, 'the bot nobody'],
    [
      'pins no message',
      { chats: [{ ...chat, pins: [{ messageId: 'm', creatorId: '1' }] }] },
      'the message m',
    ],
    ['has a folder with no chat', { shelves: [{ userId: '1', chatIds: ['x'], folders: [] }] }, 'the chat x'],
    ['has folders of nobody', { shelves: [{ userId: '2', chatIds: [], folders: [] }] }, 'the user 2'],
    [
      'has a thread on nothing',
      {
        threads: [
          { id: 'x-T-1', parentChatId: 'x', messageId: 'm', title: 'T', followers: [], messages: [] },
        ],
      },
      'the chat x',
    ],
  ])('that %s is refused', async (_, part, text) => {
    const seed: Seed = { ...emptySeed, users: [user], ...part };
    await expect(createEmulator({ port: false, seed })).rejects.toThrow(text);
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
