import { operations } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import type { Fault, StatusFault } from '../src/index.ts';
import { demo } from '../src/index.ts';
import { handlers } from '../src/pipeline/handlers.ts';
import { startSession } from './session.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const failed: StatusFault = {
  kind: 'status',
  status: 400,
  code: 'operation_failed',
  message: 'The service failed.',
};
const broken: StatusFault = { kind: 'status', status: 500 };

describe('a planned reply', () => {
  test('is given once, and nothing is changed', async () => {
    const session = await startSession();
    session.emulator.faults.plan('deletePinnedMessages', failed);
    const reply = await session.delete(pins);
    expect([reply.outcome, reply.body]).toEqual([
      '400 operation_failed',
      { code: 'operation_failed', message: 'The service failed.' },
    ]);
    expect((await session.get(`${pins}?primary`)).status).toBe(200);
    expect((await session.delete(pins)).status).toBe(204);
  });

  test('comes after those planned before', async () => {
    const session = await startSession();
    const { emulator } = session;
    emulator.faults.plan('getPinCategories', broken, broken);
    emulator.faults.plan('getPinCategories', failed);
    const statuses = [];
    for (let call = 0; call < 4; call += 1) {
      const reply = await emulator.fetch(`${emulator.url}/pin-categories`, {
        headers: { authorization: `Bearer ${emulator.issueToken()}` },
      });
      statuses.push([reply.status, (await reply.text()).length > 0]);
    }
    expect(statuses).toEqual([
      [500, false],
      [500, false],
      [400, true],
      [200, true],
    ]);
  });

  test.each<[Omit<StatusFault, 'kind'>, number, string]>([
    [{ status: 500, code: 'operation_failed' }, 500, '{"code":"operation_failed"}'],
    [{ status: 403, message: 'No.' }, 403, '{"message":"No."}'],
    [{ status: 503, body: { error: 7 } }, 503, '{"error":7}'],
    [{ status: 503, body: null }, 503, 'null'],
    [{ status: 204, body: 'ignored' }, 204, ''],
  ])('may look like %o', async (reply, status, text) => {
    const { emulator } = await startSession();
    emulator.faults.plan('getThreadDetailsV3', { kind: 'status', ...reply });
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const answered = await emulator.fetch(`${emulator.url}/threads/${demo.threads.rollback}`, { headers });
    expect([answered.status, await answered.text()]).toEqual([status, text]);
  });

  test('may have headers of its own', async () => {
    const { emulator } = await startSession();
    emulator.faults.plan('getPinCategories', {
      kind: 'status',
      status: 503,
      headers: { 'Retry-After': '30' },
    });
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const reply = await emulator.fetch(`${emulator.url}/pin-categories`, { headers });
    expect(reply.headers.get('retry-after')).toBe('30');
  });
});

describe('a fault', () => {
  test('concerns one operation of a URL alone', async () => {
    const session = await startSession();
    session.emulator.faults.plan('getPrimaryPinnedMessage', failed);
    expect((await session.get(pins)).status).toBe(200);
    expect((await session.get(`${pins}?primary`)).outcome).toBe('400 operation_failed');
  });

  test('concerns the operation that the body means', async () => {
    const session = await startSession();
    session.emulator.faults.plan('reorderCategory', failed);
    const folder = `/pin-categories/${demo.folders.launch}`;
    expect((await session.put(folder, { title: 'New' })).status).toBe(204);
    expect((await session.put(folder, { last_sync_time: session.now() })).outcome).toBe(
      '400 operation_failed',
    );
  });

  test.each<Fault>([failed, 'throttle', 'commit-then-reset'])(
    'waits for a call that passes all checks: %j',
    async (fault) => {
      const session = await startSession();
      session.emulator.faults.plan('getPinnedMessages', fault);
      expect((await session.get(`${pins}?color=red`)).outcome).toBe('400 extra_param_found');
      expect((await session.get(pins, 'none')).status).toBe(401);
      expect(session.emulator.faults.account().completed).toBe(false);
      await session.get(pins).catch(() => undefined);
      session.emulator.faults.assertConsumed();
    },
  );

  test('that ends a token waits for a call with a valid one', async () => {
    const session = await startSession();
    const token = session.emulator.issueToken();
    session.emulator.faults.plan('getPinnedMessages', 'expire-token');
    expect((await session.get(pins, 'none')).status).toBe(401);
    expect(session.emulator.faults.account().pending).toHaveLength(1);
    expect((await session.get(pins, token)).outcome).toBe('401 oauthtoken_invalid');
    session.emulator.faults.assertConsumed();
    expect((await session.get(pins, token)).outcome).toBe('401 oauthtoken_invalid');
    expect((await session.get(pins)).status).toBe(200);
  });

  test('on the way strikes whatever comes', async () => {
    const session = await startSession();
    session.emulator.faults.plan('reorderChatInCategory', 'reset-before-read');
    const call = session.put(`/pin-categories/${demo.folders.launch}`, { chat_id: 7 }, 'none');
    await expect(call).rejects.toThrow('fetch failed');
  });

  test('that refuses the connection leaves no trace but in the account', async () => {
    const session = await startSession();
    session.emulator.faults.plan('getPinnedMessages', 'refuse-connect');
    await expect(session.get(pins)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(session.emulator.journal.entries()).toEqual([]);
    expect(session.emulator.faults.account().consumed).toEqual([
      { target: 'getPinnedMessages', fault: { kind: 'refuse-connect' }, at: session.now(), source: 'plan' },
    ]);
  });

  test('that strips the body of a DELETE removes all pins', async () => {
    const session = await startSession();
    session.emulator.faults.plan('deletePinnedMessages', 'strip-body');
    expect((await session.delete(pins, { message_ids: [demo.messages.rollback] })).status).toBe(204);
    expect((await session.get(pins)).at('data')).toEqual([]);
    expect(session.emulator.journal.entries()[0]).not.toHaveProperty('bodyHash');
  });

  test('is gone after a reset', async () => {
    const session = await startSession();
    session.emulator.faults.plan('getPinnedMessages', failed);
    session.emulator.reset();
    expect((await session.get(pins, session.emulator.issueToken())).status).toBe(200);
    expect(session.emulator.faults.account()).toEqual({
      planned: 0,
      consumed: [],
      pending: [],
      completed: true,
    });
  });
});

describe('a throttle', () => {
  test('locks the user out for as long as the documents say', async () => {
    const session = await startSession();
    const { lockMs } = operations.getPinnedMessages;
    session.emulator.faults.plan('getPinnedMessages', 'throttle');
    expect((await session.get(pins)).status).toBe(429);
    session.advance(lockMs - 1);
    expect((await session.get(pins)).status).toBe(429);
    expect((await session.get(pins, session.as(demo.users.ben))).status).toBe(200);
    session.advance(1);
    expect((await session.get(pins)).status).toBe(200);
  });

  test('locks for a time of its own, and says of it what it is told to', async () => {
    const session = await startSession({ quirks: { retryAfter: 'present' } });
    session.emulator.faults.plan(
      'getPinnedMessages',
      { kind: 'throttle', lockMs: 90_000 },
      { kind: 'throttle', lockMs: 1000, retryAfter: 'Sun, 06 Nov 1994 08:49:37 GMT' },
    );
    expect((await session.get(pins)).headers.get('retry-after')).toBe('90');
    session.advance(90_000);
    expect((await session.get(pins)).headers.get('retry-after')).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
    session.advance(1000);
    expect((await session.get(pins)).status).toBe(200);
  });
});

test('the account tells what was planned, what has struck, and what has not', async () => {
  const session = await startSession();
  const { faults } = session.emulator;
  faults.plan('getPinnedMessages', failed, 'html');
  faults.plan('token', 'stall');
  await session.get('/pin-categories');
  session.advance(50);
  await session.get(pins);
  const pending = [
    { target: 'getPinnedMessages', fault: { kind: 'html' } },
    { target: 'token', fault: { kind: 'stall' } },
  ];
  expect(faults.account()).toEqual({
    planned: 3,
    consumed: [{ target: 'getPinnedMessages', fault: failed, at: session.now(), source: 'plan', entry: 2 }],
    pending,
    completed: false,
  });
  expect(() => faults.assertConsumed()).toThrow(
    'of 3 planned faults 2 did not strike:\n- getPinnedMessages: {"kind":"html"}\n- token: {"kind":"stall"}',
  );
  faults.clear();
  faults.assertConsumed();
});

test('a reset brings back the seed, and ends all tokens', async () => {
  const session = await startSession();
  const before = session.emulator.issueToken();
  const seeded = (await session.get(pins)).at('data');
  await session.delete(pins);
  await session.post('/pin-categories', { title: 'New' });
  session.emulator.reset();
  expect((await session.get(pins, before)).outcome).toBe('401 oauthtoken_invalid');
  const token = session.emulator.issueToken();
  expect((await session.get(pins, token)).at('data')).toEqual(seeded);
  expect((await session.get('/pin-categories', token)).at('data')).toHaveLength(3);
});

test('every operation of the specs is played', () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(operations).sort());
});
