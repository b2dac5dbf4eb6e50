import { describe, expect, test } from 'vitest';
import type { Quirks } from '../src/index.ts';
import { demo } from '../src/index.ts';
import type { Read, Session } from './session.ts';
import { start, startSession, valueAt } from './session.ts';

const { messages, users } = demo;
const launch = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const offsite = `/chats/${demo.group.offsite}/pin-messages`;
const payroll = `/chats/${demo.channels.payroll.chatId}/pin-messages`;
const day = 86_400_000;

function idsIn(reply: Read): unknown[] {
  const data = reply.at('data');
  return Array.isArray(data) ? data.map((pin) => valueAt(pin, ['id'])) : [];
}

async function listed(session: Session, path: string = launch): Promise<unknown[]> {
  session.advance(60_000);
  return idsIn(await session.get(path));
}

function add(session: Session, message_id: string, more: object = {}, path: string = launch): Promise<Read> {
  return session.post(path, { message_id, expiry_time: -1, notify: false, ...more });
}

async function primaryOf(session: Session, path: string = launch): Promise<unknown> {
  return (await session.get(`${path}?primary=true`)).at('data', 'id');
}

describe('listing pins', () => {
  test('gives the newest first, with what makes them pins', async () => {
    const session = await startSession();
    await add(session, messages.freeze);
    expect(await listed(session)).toEqual([messages.freeze, messages.checklist, messages.rollback]);
    const reply = await session.get(launch);
    expect(reply.body).toMatchObject({ url: `/v3${launch}`, type: 'pinmessages' });
    expect(reply.at('data', 0)).toEqual({
      id: messages.freeze,
      type: 'text',
      content: { text: 'Code freeze starts on Thursday at noon.' },
      sender: { id: users.ben, name: 'Ben Okafor' },
      time: '2026-10-03T12:58:00+05:30',
      is_pinned: true,
      pin_information: {
        expiry_time: -1,
        creator: { id: users.ana, name: 'Ana Duarte' },
        created_time: '2026-11-02T14:30:00+05:30',
        last_modified_time: '2026-11-02T14:30:00+05:30',
        is_primary: false,
      },
    });
    expect(reply.at('data', 2, 'mentions')).toEqual([{ id: users.ben, name: '@Ben Okafor', type: 'user' }]);
  });

  test('writes times in the zone of the reader', async () => {
    const session = await startSession();
    const time = async (userId: string) =>
      (await session.get(offsite, session.as(userId))).at('data', 0, 'time');
    await add(session, messages.agenda, {}, offsite);
    expect(await time(users.ana)).toBe('2026-10-03T15:53:00+05:30');
    expect(await time(users.chloe)).toBe('2026-10-03T11:23:00+01:00');
  });

  test('comes in pages that hold every pin once', async () => {
    const session = await startSession();
    for (const id of [messages.freeze, messages.pricing, messages.kickoff]) await add(session, id);
    const pages: unknown[][] = [];
    for (let token = ''; pages.length < 9; ) {
      const reply = await session.get(`${launch}?limit=2${token}`);
      pages.push(idsIn(reply));
      const next = reply.at('next_token');
      if (next === undefined) break;
      token = `&next_token=${String(next)}`;
    }
    expect(pages).toEqual([
      [messages.kickoff, messages.pricing],
      [messages.freeze, messages.checklist],
      [messages.rollback],
    ]);
  });

  test('goes on with the page size of the token, or a new one', async () => {
    const session = await startSession();
    for (const id of [messages.freeze, messages.pricing, messages.kickoff]) await add(session, id);
    const token = String((await session.get(`${launch}?limit=1`)).at('next_token'));
    expect(idsIn(await session.get(`${launch}?next_token=${token}`))).toEqual([messages.pricing]);
    expect(idsIn(await session.get(`${launch}?limit=3&next_token=${token}`))).toHaveLength(3);
  });

  test('has 20 on a page unless told otherwise', async () => {
    const session = await startSession();
    const thread = `/chats/${demo.threads.rollback}`;
    for (let made = 0; made < 21; made += 1) {
      session.advance(60_000);
      const posted = await session.post(`${thread}/messages`, { text: 'One more', sync_message: true });
      await add(session, String(posted.at('message_id')), {}, `${thread}/pin-messages`);
    }
    const reply = await session.get(`${thread}/pin-messages`);
    expect(idsIn(reply)).toHaveLength(20);
    expect(reply.at('next_token')).toBeDefined();
  });

  test('refuses a token that it never gave, or whose pin is gone', async () => {
    const session = await startSession();
    const token = String((await session.get(`${launch}?limit=1`)).at('next_token'));
    expect((await session.get(`${launch}?next_token=abc`)).outcome).toBe('400 operation_failed');
    expect((await session.get(`${launch}?sync_token=abc`)).outcome).toBe('400 operation_failed');
    await session.delete(launch, { message_ids: [messages.checklist] });
    expect((await session.get(`${launch}?next_token=${token}`)).outcome).toBe('400 operation_failed');
  });

  test('with a sync token gives only what changed since', async () => {
    const session = await startSession();
    const token = String((await session.get(launch)).at('sync_token'));
    expect(token.length).toBeLessThanOrEqual(100);
    expect(idsIn(await session.get(`${launch}?sync_token=${token}`))).toEqual([]);
    await add(session, messages.freeze, { primary: true });
    const reply = await session.get(`${launch}?sync_token=${token}`);
    // The former primary pin changed too.
    expect(idsIn(reply)).toEqual([messages.freeze, messages.checklist]);
    const later = String(reply.at('sync_token'));
    expect(idsIn(await session.get(`${launch}?sync_token=${later}`))).toEqual([]);
  });

  test.each(['999999999', '1000000000', '1000000000000000000000000'])(
    'takes back the token of a page with a limit of %s',
    async (limit) => {
      const session = await startSession();
      const token = String((await session.get(`${launch}?limit=${limit}`)).at('sync_token'));
      expect((await session.get(`${launch}?sync_token=${token}`)).status).toBe(200);
    },
  );

  test('with both tokens goes on with what changed since', async () => {
    const session = await startSession();
    const sync = String((await session.get(launch)).at('sync_token'));
    await add(session, messages.freeze);
    await add(session, messages.kickoff);
    const first = await session.get(`${launch}?sync_token=${sync}&limit=1`);
    expect(idsIn(first)).toEqual([messages.kickoff]);
    const next = String(first.at('next_token'));
    const last = await session.get(`${launch}?sync_token=${sync}&next_token=${next}`);
    expect(idsIn(last)).toEqual([messages.freeze]);
    expect(last.at('next_token')).toBeUndefined();
  });

  test.each<[string, (session: Session) => Promise<unknown>]>([
    ['removed', (session) => session.delete(launch, { message_ids: [messages.freeze] })],
    ['over', async (session) => session.advance(day)],
  ])('with a sync token gives the pin that is primary because the former one is %s', async (_, end) => {
    const session = await startSession({ quirks: { primaryRemoved: 'promote' } });
    await add(session, messages.freeze, { expiry_time: session.now() + day, primary: true });
    const token = String((await session.get(launch)).at('sync_token'));
    await end(session);
    const reply = await session.get(`${launch}?sync_token=${token}`);
    expect(idsIn(reply)).toEqual([messages.checklist]);
    expect(reply.at('data', 0, 'pin_information', 'is_primary')).toBe(true);
    const later = String(reply.at('sync_token'));
    expect(idsIn(await session.get(`${launch}?sync_token=${later}`))).toEqual([]);
  });

  test('is for members of the chat', async () => {
    const session = await startSession();
    expect((await session.get(payroll)).outcome).toBe('400 operation_not_allowed');
    expect((await session.get('/chats/1/pin-messages')).outcome).toBe('400 operation_not_allowed');
    expect((await session.get(payroll, session.as(users.emi))).status).toBe(200);
  });
});

describe('adding a pin', () => {
  test('makes the first one of a chat primary', async () => {
    const session = await startSession();
    expect(
      (await add(session, messages.agenda, { primary: false }, offsite)).at('data', 'pin_information'),
    ).toMatchObject({
      is_primary: true,
    });
  });

  test('makes it primary if asked to, in place of the one that was', async () => {
    const session = await startSession();
    expect(await primaryOf(session)).toBe(messages.checklist);
    await add(session, messages.freeze);
    expect(await primaryOf(session)).toBe(messages.checklist);
    await add(session, messages.kickoff, { primary: true });
    expect(await primaryOf(session)).toBe(messages.kickoff);
    const flags = (await session.get(launch)).at('data');
    expect(
      Array.isArray(flags) && flags.map((pin) => valueAt(pin, ['pin_information', 'is_primary'])),
    ).toEqual([true, false, false, false]);
  });

  test('anew makes the only one of a chat primary', async () => {
    const session = await startSession();
    await session.delete(launch, { message_ids: [messages.checklist] });
    expect((await session.get(`${launch}?primary`)).outcome).toBe('400 operation_failed');
    await add(session, messages.rollback);
    expect(await primaryOf(session)).toBe(messages.rollback);
  });

  test('of a pinned message changes its expiry time and rank, and nothing else', async () => {
    const session = await startSession();
    session.advance(1000);
    const reply = await add(session, messages.rollback, { primary: true, expiry_time: session.now() + day });
    expect(reply.at('data', 'pin_information')).toEqual({
      expiry_time: '2026-11-03T14:30:01+05:30',
      creator: { id: users.ben, name: 'Ben Okafor' },
      created_time: '2026-10-03T12:37:00+05:30',
      last_modified_time: '2026-11-02T14:30:01+05:30',
      is_primary: true,
    });
    expect(await listed(session)).toEqual([messages.checklist, messages.rollback]);
    expect((await add(session, messages.rollback, { primary: true })).status).toBe(200);
  });

  test.each(['_', ' ', '%20'])('knows a message id with "%s" in it', async (separator) => {
    const session = await startSession();
    const reply = await add(session, messages.freeze.replace('_', separator));
    expect(reply.at('data', 'id')).toBe(messages.freeze);
  });

  test.each([
    ['2026-11-03T14:30:00+05:30', '2026-11-03T14:30:00+05:30'],
    ['2026-11-02T09:00:01Z', '2026-11-02T14:30:01+05:30'],
    [start + 1000, '2026-11-02T14:30:01+05:30'],
    [-1, -1],
  ])('until %s', async (expiry_time, shown) => {
    const session = await startSession();
    const reply = await add(session, messages.freeze, { expiry_time });
    expect(reply.at('data', 'pin_information', 'expiry_time')).toBe(shown);
  });

  test.each([
    [start, '400 operation_failed'],
    [start - 1, '400 operation_failed'],
    [0, '400 operation_failed'],
    ['2020-01-01T00:00:00Z', '400 operation_failed'],
    [9e15, '400 input_pattern_mismatch'],
    [-2, '400 input_pattern_mismatch'],
    ['2026-11-03', '400 input_pattern_mismatch'],
  ])('until %s is refused', async (expiry_time, outcome) => {
    const session = await startSession();
    expect((await add(session, messages.freeze, { expiry_time })).outcome).toBe(outcome);
    expect(await listed(session)).toHaveLength(2);
  });

  test('is refused for a message of another chat, and for people of another chat', async () => {
    const session = await startSession();
    expect((await add(session, messages.agenda)).outcome).toBe('400 operation_failed');
    expect((await add(session, messages.payslips, {}, payroll)).outcome).toBe('400 operation_not_allowed');
  });

  test('is refused at the maximum, until a pin goes', async () => {
    const session = await startSession({ quirks: { maxPinnedMessages: 3 } });
    expect((await add(session, messages.freeze)).status).toBe(200);
    expect((await add(session, messages.kickoff)).outcome).toBe('400 pinned_message_limit_reached');
    expect((await add(session, messages.freeze)).status).toBe(200);
    await session.delete(launch, { message_ids: [messages.freeze] });
    expect((await add(session, messages.kickoff)).status).toBe(200);
  });
});

describe('a pin that ends', () => {
  async function withEnd(quirks: Partial<Quirks> = {}): Promise<Session> {
    const session = await startSession({ quirks });
    await add(session, messages.freeze, { expiry_time: session.now() + day, primary: true });
    return session;
  }

  test('is gone from that moment', async () => {
    const session = await withEnd();
    session.advance(day - 1);
    expect(idsIn(await session.get(launch))).toContain(messages.freeze);
    session.advance(1);
    expect(idsIn(await session.get(launch))).not.toContain(messages.freeze);
    expect((await add(session, messages.freeze)).status).toBe(200);
  });

  test('leaves the chat without a primary pin, or with the quirk promotes the topmost', async () => {
    const without = await withEnd();
    without.advance(day);
    expect((await without.get(`${launch}?primary=true`)).outcome).toBe('400 operation_failed');
    const promoting = await withEnd({ primaryRemoved: 'promote' });
    promoting.advance(day);
    expect(await primaryOf(promoting)).toBe(messages.checklist);
  });
});

describe('the primary pin', () => {
  test.each(['?primary=true', '?primary', '?primary=', '?primary=true&limit=5'])(
    'comes alone for %s',
    async (query) => {
      const session = await startSession();
      expect((await session.get(launch + query)).at('data', 'id')).toBe(messages.checklist);
    },
  );

  test('does not come for ?primary=false', async () => {
    const session = await startSession();
    expect(idsIn(await session.get(`${launch}?primary=false`))).toHaveLength(2);
  });

  test.each<[Quirks['noPrimary'], number, unknown]>([
    ['operation_failed', 400, expect.objectContaining({ code: 'operation_failed' })],
    ['no-content', 204, undefined],
    ['null', 200, { url: `/v3${offsite}`, type: 'pinmessages', data: null }],
  ])('that is not there gives %s', async (noPrimary, status, body) => {
    const session = await startSession({ quirks: { noPrimary } }, { noPrimary: true });
    const reply = await session.get(`${offsite}?primary=true`);
    expect([reply.status, reply.body]).toEqual([status, body]);
  });

  test('is for members of the chat', async () => {
    const session = await startSession();
    expect((await session.get(`${payroll}?primary=true`)).outcome).toBe('400 operation_not_allowed');
  });
});

describe('moving a pin', () => {
  async function withFour(): Promise<Session> {
    const session = await startSession();
    await add(session, messages.freeze);
    await add(session, messages.kickoff);
    session.advance(1);
    return session;
  }

  test('puts it above another, and last when none is named', async () => {
    const session = await withFour();
    const move = (body: object) => session.put(launch, { last_sync_time: session.now(), ...body });
    expect((await move({ message_id: messages.rollback, pin_above: messages.freeze })).status).toBe(204);
    expect(await listed(session)).toEqual([
      messages.kickoff,
      messages.rollback,
      messages.freeze,
      messages.checklist,
    ]);
    expect((await move({ message_id: messages.kickoff })).status).toBe(204);
    expect(await listed(session)).toEqual([
      messages.rollback,
      messages.freeze,
      messages.checklist,
      messages.kickoff,
    ]);
  });

  test('above the primary one makes it primary, wherever below nothing changes', async () => {
    const session = await withFour();
    const move = (body: object) => session.put(launch, { last_sync_time: session.now(), ...body });
    await move({ message_id: messages.freeze, pin_above: messages.rollback });
    expect(await primaryOf(session)).toBe(messages.checklist);
    session.advance(1);
    await move({ message_id: messages.rollback, pin_above: messages.checklist });
    expect(await primaryOf(session)).toBe(messages.rollback);
    session.advance(1);
    await move({ message_id: messages.rollback, pin_above: messages.kickoff });
    expect(await primaryOf(session)).toBe(messages.rollback);
  });

  test('works in a chat without a primary pin', async () => {
    const session = await withFour();
    await session.delete(launch, { message_ids: [messages.checklist] });
    session.advance(1);
    const moved = {
      message_id: messages.rollback,
      pin_above: messages.kickoff,
      last_sync_time: session.now(),
    };
    expect((await session.put(launch, moved)).status).toBe(204);
    expect((await session.get(`${launch}?primary`)).outcome).toBe('400 operation_failed');
  });

  test('knows the ids in all their forms, and ISO times', async () => {
    const session = await withFour();
    const body = {
      message_id: messages.rollback.replace('_', '%20'),
      pin_above: messages.kickoff.replace('_', ' '),
      last_sync_time: new Date(session.now()).toISOString(),
    };
    expect((await session.put(launch, body)).status).toBe(204);
    expect((await listed(session))[0]).toBe(messages.rollback);
  });

  test('is refused if the pins changed after the caller read them', async () => {
    const session = await withFour();
    const readAt = session.now();
    const body = { message_id: messages.rollback, last_sync_time: readAt };
    session.advance(1);
    await session.delete(launch, { message_ids: [messages.freeze] });
    expect((await session.put(launch, body)).outcome).toBe('400 client_not_synced');
    expect((await session.put(launch, { ...body, last_sync_time: session.now() })).status).toBe(204);
  });

  test('is refused to the millisecond, or with the quirk to the second', async () => {
    for (const [syncGrain, outcome] of [
      ['milliseconds', '400 client_not_synced'],
      ['seconds', '204'],
    ] as const) {
      const session = await startSession({ quirks: { syncGrain } });
      session.advance(500);
      await add(session, messages.freeze);
      const body = { message_id: messages.freeze, last_sync_time: start };
      expect((await session.put(launch, body)).outcome).toBe(outcome);
    }
  });

  test.each<[string, object, string]>([
    ['a message that is not pinned', { message_id: messages.pricing }, '400 operation_failed'],
    [
      'above one that is not',
      { message_id: messages.freeze, pin_above: messages.pricing },
      '400 operation_failed',
    ],
    ['above itself', { message_id: messages.freeze, pin_above: messages.freeze }, '400 operation_failed'],
  ])('is refused: %s', async (_, body, outcome) => {
    const session = await withFour();
    expect((await session.put(launch, { ...body, last_sync_time: session.now() })).outcome).toBe(outcome);
  });

  test('is for members of the chat', async () => {
    const session = await startSession();
    const body = { message_id: messages.payslips, last_sync_time: session.now() };
    expect((await session.put(payroll, body)).outcome).toBe('400 operation_not_allowed');
  });
});

describe('removing pins', () => {
  test('removes those that are named, in any form of the id', async () => {
    const session = await startSession();
    const message_ids = [messages.rollback, messages.rollback.replace('_', '%20')];
    expect((await session.delete(launch, { message_ids })).status).toBe(204);
    expect(await listed(session)).toEqual([messages.checklist]);
  });

  test.each<[string, unknown]>([
    ['no body', undefined],
    ['an empty body', {}],
    ['an empty list', { message_ids: [] }],
  ])('with %s removes all', async (_, body) => {
    const session = await startSession();
    expect((await session.delete(launch, body)).status).toBe(204);
    expect(await listed(session)).toEqual([]);
    expect((await session.delete(launch, body)).status).toBe(204);
  });

  test('removes none if one of them is not pinned', async () => {
    const session = await startSession();
    const message_ids = [messages.rollback, messages.freeze];
    expect((await session.delete(launch, { message_ids })).outcome).toBe('400 operation_failed');
    expect(await listed(session)).toHaveLength(2);
  });

  test('is for members of the chat', async () => {
    const session = await startSession();
    expect((await session.delete(payroll)).outcome).toBe('400 operation_not_allowed');
  });

  test('counts as a change for everybody in the chat', async () => {
    const session = await startSession();
    session.advance(1);
    await session.delete(launch, { message_ids: [messages.rollback] }, session.as(users.ben));
    const body = { message_id: messages.checklist, last_sync_time: start };
    expect((await session.put(launch, body)).outcome).toBe('400 client_not_synced');
  });
});
