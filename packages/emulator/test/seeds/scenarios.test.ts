import { describe, expect, test } from 'vitest';
import { createEmulator, demo, demoSeed, scenarioNames, scenarios } from '../../src/index.ts';
import { buildWorkspace } from '../../src/state/build-workspace.ts';
import { countEntities } from '../../src/state/count-entities.ts';
import { startSession } from '../session.ts';

const folders = '/pin-categories';

test('every scenario has a plain name and a sentence, and is sound and the same every time', () => {
  for (const name of scenarioNames) {
    expect(name).toMatch(/^[a-z-]+$/u);
    const { description, seed } = scenarios[name];
    expect(description).toMatch(/^[A-Z0-9].*\.$/u);
    expect(seed().name).toBe(name);
    expect(countEntities(buildWorkspace(seed()))).toBeGreaterThan(0);
    expect(JSON.stringify(seed())).toBe(JSON.stringify(seed()));
  }
});

describe('an emulator takes a scenario by its name', () => {
  test('and starts from it', async () => {
    const session = await startSession({ seed: 'demo' });
    expect((await session.get(folders)).at('data', 1, 'category_id')).toBe(
      demoSeed.shelves[0]?.folders[0]?.id,
    );
  });

  test.each(['lagre', '', 'constructor', '__proto__'])(
    'and says which there are when there is no %j',
    async (name) => {
      await expect(createEmulator({ port: false, seed: name })).rejects.toThrow(
        `there is no scenario ${JSON.stringify(name)}; choose one of empty, demo, locked-user, expired-token, folder-full, large`,
      );
    },
  );
});

describe('locked-user', () => {
  test('keeps its first user out until the lock ends, and again after a reset', async () => {
    const session = await startSession({ seed: 'locked-user' });
    const chat = `/chats/${demo.channels.launch.chatId}/pin-messages`;
    const pin = () =>
      session.post(chat, { message_id: demo.messages.freeze, expiry_time: -1, notify: false });
    expect((await session.get(folders)).status).toBe(429);
    expect((await pin()).status).toBe(429);
    expect((await session.get(chat)).status).toBe(200);
    expect((await session.get(folders, session.as(demo.users.ben))).status).toBe(200);
    session.advance(299_999);
    expect((await pin()).status).toBe(429);
    session.advance(1);
    expect((await session.get(folders)).status).toBe(200);
    expect((await pin()).status).toBe(200);
    session.emulator.reset();
    expect((await session.get(folders, session.as(demo.users.ana))).status).toBe(429);
  });
});

describe('expired-token', () => {
  test('has a token that has expired and one that will, the same ones after a reset', async () => {
    const session = await startSession({ seed: 'expired-token' });
    const [expired, ending] = session.emulator.seedTokens();
    expect((await session.get(folders, expired)).outcome).toBe('401 oauthtoken_invalid');
    expect((await session.get(folders, ending)).status).toBe(200);
    session.advance(60_000);
    expect((await session.get(folders, ending)).outcome).toBe('401 oauthtoken_invalid');
    session.emulator.reset();
    expect(session.emulator.seedTokens()).toEqual([expired, ending]);
    expect((await session.get(folders, ending)).status).toBe(200);
  });

  test('a token of a seed has the scopes that the seed gives it', async () => {
    const tokens = [{ userId: demo.users.ana, scopes: ['ZohoCliq.Chats.READ'], expiresInMs: 1000 }];
    const session = await startSession({ seed: { ...demoSeed, tokens } });
    const [token] = session.emulator.seedTokens();
    expect((await session.post(folders, { title: 'x' }, token)).outcome).toBe('401 oauthtoken_scope_invalid');
  });
});

test('folder-full has a folder that takes no more, and a chat more', async () => {
  const session = await startSession({ seed: 'folder-full' });
  const { chats, shelves } = scenarios['folder-full'].seed();
  const last = chats.at(-1)?.id;
  const folder = shelves[0]?.folders[0];
  expect(folder?.chatIds).not.toContain(last);
  const pin = { category_id: folder?.id };
  expect((await session.post(`/chats/${last}/pins`, pin)).outcome).toBe('400 max_pins_error');
  await session.delete(`/chats/${folder?.chatIds[0]}/pins`);
  expect((await session.post(`/chats/${last}/pins`, pin)).status).toBe(200);
});

describe('large', () => {
  const seed = scenarios.large.seed();
  const messages = [...seed.chats, ...seed.threads].flatMap((chat) => chat.messages);

  test('has 1,000 chats, 2,000 threads and 100,000 messages, each with an id of its own', () => {
    expect([seed.chats.length, seed.threads.length, messages.length]).toEqual([1000, 2000, 100_000]);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(100_000);
    expect(new Set(seed.users.map(({ name }) => name)).size).toBe(500);
  });

  test('holds few texts, which its messages share', () => {
    expect(new Set(messages.map(({ text }) => text)).size).toBeLessThan(500);
  });

  test('has its first user in every chat, and answers', async () => {
    const [first] = seed.users;
    expect(seed.chats.every(({ members }) => members[0] === first?.id)).toBe(true);
    const session = await startSession({ seed: 'large' });
    const reply = await session.get(`${folders}?include_fields=chats,last_message_info`);
    expect(reply.at('data', 20, 'chats', 39, 'last_message_info', 'type')).toBe('text');
    const [thread] = seed.threads;
    expect((await session.get(`/threads/${thread?.id}`)).at('data', 'follower_count')).toBe(2);
  });
});
