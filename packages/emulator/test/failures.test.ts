import { operations } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import type { FailureReply } from '../src/index.ts';
import { demo } from '../src/index.ts';
import { handlers } from '../src/pipeline/handlers.ts';
import { startSession } from './session.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const failed: FailureReply = { status: 400, code: 'operation_failed', message: 'The service failed.' };

describe('a planned failure', () => {
  test('is answered once, and changes nothing', async () => {
    const session = await startSession();
    session.emulator.failNext('deletePinnedMessages', failed);
    const reply = await session.delete(pins);
    expect([reply.outcome, reply.body]).toEqual([
      '400 operation_failed',
      { code: 'operation_failed', message: 'The service failed.' },
    ]);
    expect((await session.get(`${pins}?primary`)).status).toBe(200);
    expect((await session.delete(pins)).status).toBe(204);
  });

  test('is answered as often as it was planned, one after another', async () => {
    const session = await startSession();
    session.emulator.failNext('getPinCategories', { status: 500 }, 2);
    session.emulator.failNext('getPinCategories', failed);
    const statuses = [];
    for (let call = 0; call < 4; call += 1) {
      const reply = await session.emulator.fetch(`${session.emulator.url}/pin-categories`, {
        headers: { authorization: `Bearer ${session.emulator.issueToken()}` },
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

  test.each<[FailureReply, number, string]>([
    [{ status: 500, code: 'operation_failed' }, 500, '{"code":"operation_failed"}'],
    [{ status: 403, message: 'No.' }, 403, '{"message":"No."}'],
    [{ status: 503, body: { error: 7 } }, 503, '{"error":7}'],
    [{ status: 204, body: 'ignored' }, 204, ''],
  ])('may look like %o', async (reply, status, text) => {
    const { emulator } = await startSession();
    emulator.failNext('getThreadDetailsV3', reply);
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const answered = await emulator.fetch(`${emulator.url}/threads/${demo.threads.rollback}`, { headers });
    expect([answered.status, await answered.text()]).toEqual([status, text]);
  });

  test('concerns one operation of a URL alone', async () => {
    const session = await startSession();
    session.emulator.failNext('getPrimaryPinnedMessage', failed);
    expect((await session.get(pins)).status).toBe(200);
    expect((await session.get(`${pins}?primary`)).outcome).toBe('400 operation_failed');
  });

  test('waits for a call that passes all checks', async () => {
    const session = await startSession();
    session.emulator.failNext('getPinnedMessages', failed);
    expect((await session.get(`${pins}?color=red`)).outcome).toBe('400 extra_param_found');
    expect((await session.get(pins, 'none')).status).toBe(401);
    expect((await session.get(pins)).outcome).toBe('400 operation_failed');
  });

  test('needs an operation that there is', async () => {
    const { emulator } = await startSession();
    // @ts-expect-error no such operation
    expect(() => emulator.failNext('getEverything', failed)).toThrow('there is no operation getEverything');
  });

  test.each([0, 101, 200.5, 600])('cannot have the status %d', async (status) => {
    const { emulator } = await startSession();
    expect(() => emulator.failNext('getPinnedMessages', { status })).toThrow('is not a status');
  });

  test('is gone after a reset', async () => {
    const session = await startSession();
    session.emulator.failNext('getPinnedMessages', failed);
    session.emulator.reset();
    expect((await session.get(pins, session.emulator.issueToken())).status).toBe(200);
  });
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
