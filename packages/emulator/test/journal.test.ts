import { describe, expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import { openDoor, refreshForm } from './doors.ts';
import { start, startSession } from './session.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;

describe('the journal', () => {
  test('tells of each call when it came, what it was, and what became of it', async () => {
    const session = await startSession();
    await session.get(`${pins}?limit=1`);
    session.advance(1500);
    await session.post('/pin-categories', { title: 'New' });
    const common = { tokenId: expect.stringMatching(/^[0-9a-f]{16}$/u), userId: demo.users.ana };
    const calm = { locked: false, overLimit: false };
    expect(session.emulator.journal.entries()).toEqual([
      {
        ...common,
        ...calm,
        number: 1,
        at: start,
        mono: 0,
        operation: 'getPinnedMessages',
        method: 'GET',
        path: `/api/v3${pins}`,
        query: 'limit=1',
        status: 200,
        committed: false,
      },
      {
        ...common,
        ...calm,
        number: 2,
        at: start + 1500,
        mono: 1500,
        operation: 'createPinCategory',
        method: 'POST',
        path: '/api/v3/pin-categories',
        query: '',
        bodyHash: expect.stringMatching(/^[0-9a-f]{16}$/u),
        status: 200,
        committed: true,
      },
    ]);
  });

  test('does not call a write committed that was refused, nor a read', async () => {
    const session = await startSession();
    await session.post('/pin-categories', { colour: 'red' });
    await session.post(pins, { message_id: '1_1', expiry_time: -1, notify: false });
    await session.get('/pin-categories');
    expect(session.emulator.journal.entries().map(({ committed }) => committed)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test.each(['204', '200'] as const)(
    'calls a write committed that is acknowledged with %s',
    async (acknowledge) => {
      const session = await startSession({ quirks: { acknowledge } }, { acknowledge200: true });
      await session.post(`/chats/${demo.threads.rollback}/leave`);
      expect(session.emulator.journal.entries()).toMatchObject([
        { operation: 'leaveThread', committed: true },
      ]);
    },
  );

  test('tells bodies, users and tokens apart', async () => {
    const session = await startSession();
    const ben = session.as(demo.users.ben);
    await session.post('/pin-categories', { title: 'One' });
    await session.post('/pin-categories', { title: 'Two' });
    await session.post('/pin-categories', { title: 'One' }, ben);
    await session.post('/pin-categories', { title: 'One' }, 'stale');
    const [first, second, third, fourth] = session.emulator.journal.entries();
    expect(second?.bodyHash).not.toBe(first?.bodyHash);
    expect(second?.tokenId).toBe(first?.tokenId);
    expect(third?.bodyHash).toBe(first?.bodyHash);
    expect(third?.userId).toBe(demo.users.ben);
    expect(new Set([first, third, fourth].map((entry) => entry?.tokenId)).size).toBe(3);
    expect(fourth).not.toHaveProperty('userId');
  });

  test('names the operation of a URL that has several, also where a call is refused', async () => {
    const session = await startSession();
    const folder = `/pin-categories/${demo.folders.launch}`;
    await session.get(`${pins}?primary`);
    await session.put(folder, { title: 7 });
    await session.put(folder, { chat_ids: [], last_sync_time: 'never' });
    await session.put(folder, { nothing: 'known' });
    await session.put(folder, 'no JSON');
    await session.get(`${pins}?primary&colour=red`);
    expect(session.emulator.journal.entries().map(({ operation }) => operation)).toEqual([
      'getPrimaryPinnedMessage',
      'updatePinCategory',
      'bulkUpdateChatsInCategory',
      'updatePinCategory',
      'updatePinCategory',
      'getPinnedMessages',
    ]);
  });

  test('notes what is no operation', async () => {
    const session = await startSession();
    await session.get('/nowhere');
    await session.call('PATCH', '/pin-categories');
    expect(session.emulator.journal.entries()).toMatchObject([
      { operation: undefined, path: '/api/v3/nowhere', status: 404 },
      { operation: undefined, method: 'PATCH', status: 405 },
    ]);
  });

  test('notes token requests, and no secret', async () => {
    const { emulator, send } = await openDoor('http');
    const url = `${emulator.accountsUrl}/oauth/v2/token`;
    const form = refreshForm(emulator);
    const reply = await send(`${url}?${form}`, { method: 'POST' });
    const { access_token: token } = await reply.json();
    await send(url, { method: 'POST', body: form });
    await send(`${url}/revoke?token=${token}`, { method: 'POST' });
    await send(`${emulator.url}/pin-categories`, { headers: { authorization: `Bearer ${token}` } });
    expect(emulator.journal.entries()).toMatchObject([
      {
        operation: 'token',
        query: 'grant_type=***&client_id=***&client_secret=***&refresh_token=***',
        committed: true,
      },
      { operation: 'token', query: '', bodyHash: expect.any(String), committed: true },
      { operation: undefined, path: '/oauth/v2/token/revoke', query: 'token=***' },
      { operation: 'getPinCategories', status: 401 },
    ]);
    const text = JSON.stringify(emulator.journal.entries());
    for (const secret of [...Object.values(emulator.credentials), token]) expect(text).not.toContain(secret);
  });

  test('notes nothing that the door refuses', async () => {
    const { emulator } = await openDoor('in-process');
    const init = { method: 'POST', body: 'x'.repeat(1_048_577) };
    expect((await emulator.fetch(`${emulator.url}/pin-categories`, init)).status).toBe(413);
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.each([0, 1, 3])('keeps the latest %i entries if it is told to', async (journalSize) => {
    const session = await startSession({ journalSize });
    for (let call = 0; call < 10; call += 1) await session.get('/pin-categories');
    const numbers = session.emulator.journal.entries().map(({ number }) => number);
    expect(numbers).toEqual([8, 9, 10].slice(3 - journalSize));
  });

  test('is empty after a clear, and goes on counting; begins anew after a reset', async () => {
    const session = await startSession();
    const numbers = () => session.emulator.journal.entries().map(({ number }) => number);
    await session.get('/pin-categories');
    const held = session.emulator.journal.entries();
    session.emulator.journal.clear();
    await session.get('/pin-categories');
    expect([numbers(), held.length]).toEqual([[2], 1]);
    session.emulator.reset();
    expect(numbers()).toEqual([]);
    await session.get('/pin-categories', session.emulator.issueToken());
    expect(numbers()).toEqual([1]);
  });
});

test('time in ids and replies is in whole milliseconds, whatever the clock shows', async () => {
  const session = await startSession();
  session.advance(0.75);
  const body = { text: 'x', thread_message_id: demo.messages.kickoff, sync_message: true };
  const reply = await session.post(`/chats/${demo.channels.launch.chatId}/messages`, body);
  expect(String(reply.at('message_id'))).toMatch(new RegExp(`^${start}(?:_|%20| )\\d+$`, 'u'));
  expect(session.emulator.journal.entries()[0]).toMatchObject({ at: start, mono: 0.75 });
});
