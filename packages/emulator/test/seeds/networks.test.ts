import { describe, expect, test } from 'vitest';
import type { Seed } from '../../src/index.ts';
import { demo, demoSeed } from '../../src/index.ts';
import type { Session } from '../session.ts';
import { read, startSession } from '../session.ts';

const { ana, ben, farid } = demo.users;
const hall = 'CT_7_1';
const seed: Seed = {
  ...demoSeed,
  networks: [
    {
      id: '60012345678',
      name: 'suppliers',
      members: [ana, ben],
      chats: [
        {
          id: hall,
          type: 'channel',
          name: '#hall',
          members: [ana, ben],
          channel: { id: 'P7', uniqueName: 'hall', replyMode: 'both', bots: ['releasebot'] },
          messages: [{ id: '1791010800125_1', senderId: demo.bot.id, text: 'Welcome' }],
          pins: [{ messageId: '1791010800125_1', creatorId: ana }],
        },
      ],
      threads: [],
      shelves: [{ userId: ana, chatIds: [hall], folders: [] }],
    },
    { id: '60012345679', name: 'alumni', chats: [], threads: [], shelves: [] },
  ],
};

async function inside(
  session: Session,
  network: string,
  path: string,
  init: { method?: string; body?: unknown; userId?: string; token?: string } = {},
) {
  const { method = 'GET', body, userId = ana, token = session.as(userId) } = init;
  const url = session.emulator.url.replace('/api/v3', `/network/${network}/api/v3${path}`);
  const headers = { authorization: `Zoho-oauthtoken ${token}` };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return await read(await session.emulator.fetch(url, { method, headers, ...sent }));
}

describe('a network', () => {
  test('is reached by its id and by its name, also percent-encoded', async () => {
    const session = await startSession({ seed });
    for (const network of ['60012345678', 'suppliers', 'suppl%69ers']) {
      const reply = await inside(session, network, '/pin-categories?include_fields=chats');
      expect(reply.at('data', 0, 'chats', 0, 'name')).toBe('#hall');
    }
  });

  test('has chats, threads and folders of its own', async () => {
    const session = await startSession({ seed });
    expect((await inside(session, 'suppliers', `/chats/${hall}/pin-messages`)).at('data', 0, 'id')).toBe(
      '1791010800125_1',
    );
    expect((await session.get(`/chats/${hall}/pin-messages`)).outcome).toBe('400 operation_not_allowed');
    const launch = `/chats/${demo.channels.launch.chatId}/pin-messages`;
    expect((await inside(session, 'suppliers', launch)).outcome).toBe('400 operation_not_allowed');
    await inside(session, 'suppliers', '/pin-categories', { method: 'POST', body: { title: 'Only here' } });
    expect((await inside(session, 'suppliers', '/pin-categories')).at('data', 1, 'title')).toBe('Only here');
    expect((await session.get('/pin-categories')).text).not.toContain('Only here');
    expect((await inside(session, 'alumni', '/pin-categories')).at('data')).toEqual([
      { category_id: 'default' },
    ]);
  });

  test('makes ids that nothing else has', async () => {
    const session = await startSession({ seed });
    const own = await inside(session, 'suppliers', '/pin-categories', {
      method: 'POST',
      body: { title: 'A' },
    });
    const other = await session.post('/pin-categories', { title: 'A' });
    expect(own.at('data', 'category_id')).not.toBe(other.at('data', 'category_id'));
  });

  test('has the bots of the seed', async () => {
    const session = await startSession({ seed });
    const body = { text: 'x', thread_message_id: '1791010800125_1' };
    const path = `/chats/${hall}/messages?bot_unique_name=releasebot`;
    expect((await inside(session, 'suppliers', path, { method: 'POST', body })).status).toBe(204);
  });

  test('that there is not is an unknown URL, with any method and without a token', async () => {
    const session = await startSession({ seed });
    const nowhere = await session.get('/nowhere');
    for (const method of ['GET', 'PATCH']) {
      const reply = await inside(session, 'nobody', '/pin-categories', { method });
      expect([reply.outcome, reply.text]).toEqual(['404 request_url_invalid', nowhere.text]);
    }
    expect((await inside(session, 'nobody', '/pin-categories', { token: 'none' })).status).toBe(404);
    expect((await inside(session, '%', '/pin-categories')).status).toBe(404);
    expect(session.emulator.journal.entries().every(({ operation }) => operation === undefined)).toBe(true);
  });

  test('is an unknown URL for a user who is not in it, and counts for nobody', async () => {
    const session = await startSession({ seed, limits: { getPinCategories: { limit: 1 } } });
    for (const _ of [1, 2, 3]) {
      const reply = await inside(session, 'suppliers', '/pin-categories', { userId: farid });
      expect(reply.outcome).toBe('404 request_url_invalid');
    }
    expect((await inside(session, 'alumni', '/pin-categories', { userId: farid })).status).toBe(200);
    expect((await inside(session, 'suppliers', '/pin-categories', { token: 'none' })).outcome).toBe(
      '401 oauthtoken_invalid',
    );
  });

  test('shares the limits and locks of its users with everything else', async () => {
    const session = await startSession({ seed, limits: { getPinCategories: { limit: 2 } } });
    expect((await session.get('/pin-categories')).status).toBe(200);
    expect((await inside(session, 'suppliers', '/pin-categories')).status).toBe(200);
    expect((await inside(session, 'alumni', '/pin-categories')).status).toBe(429);
    expect((await session.get('/pin-categories')).status).toBe(429);
    expect((await inside(session, 'suppliers', '/pin-categories', { userId: ben })).status).toBe(200);
  });

  test('goes back to the seed with the rest', async () => {
    const session = await startSession({ seed });
    await inside(session, 'suppliers', '/pin-categories', { method: 'POST', body: { title: 'A' } });
    session.emulator.reset();
    expect((await inside(session, 'suppliers', '/pin-categories')).text).not.toContain('"A"');
  });

  test('tells which methods an URL has', async () => {
    const session = await startSession({ seed });
    expect((await inside(session, 'suppliers', '/pin-categories', { method: 'PATCH' })).status).toBe(405);
  });
});
