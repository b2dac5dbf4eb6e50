import { operations } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import type { Violation } from '../src/index.ts';
import { demo } from '../src/index.ts';
import { openDoor, refreshForm, sight } from './doors.ts';
import type { Session } from './session.ts';
import { startSession } from './session.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const { limit, windowMs, lockMs } = operations.getPinnedMessages;
const minute = 60_000;

function kindsOf({ emulator }: Pick<Session, 'emulator'>): readonly Violation['kind'][] {
  return emulator.violations().map(({ kind }) => kind);
}

async function useUp(session: Session): Promise<void> {
  for (let call = 0; call < limit; call += 1) await session.get(pins);
}

describe('the limit', () => {
  test('is violated by the call that passes it, and the lock by each call that comes into it', async () => {
    const session = await startSession();
    await useUp(session);
    expect(session.emulator.violations()).toEqual([]);
    await session.get(pins);
    session.advance(lockMs - 1);
    await session.get(pins);
    session.advance(1);
    await session.get(pins);
    expect(session.emulator.violations()).toEqual([
      {
        kind: 'over-limit',
        at: session.now() - lockMs,
        entry: limit + 1,
        operation: 'getPinnedMessages',
        userId: demo.users.ana,
        message: `over-limit: call 21, getPinnedMessages by user ${demo.users.ana}, at 2026-11-02T09:00:00.000Z: 20 calls are allowed in 60 s; locked for 300 s`,
      },
      {
        kind: 'into-lock',
        at: session.now() - 1,
        entry: limit + 2,
        operation: 'getPinnedMessages',
        userId: demo.users.ana,
        message: `into-lock: call 22, getPinnedMessages by user ${demo.users.ana}, at 2026-11-02T09:04:59.999Z: the user is locked out of this URL`,
      },
    ]);
    expect(session.emulator.journal.entries().slice(limit)).toMatchObject([
      { overLimit: true, locked: false },
      { overLimit: false, locked: true },
      { overLimit: false, locked: false },
    ]);
  });

  test('is kept by a client that waits for its window', async () => {
    const session = await startSession();
    await useUp(session);
    session.advance(windowMs);
    await useUp(session);
    expect(session.emulator.violations()).toEqual([]);
  });

  test('is that of all operations on the URL together, and of one user', async () => {
    const session = await startSession();
    const ben = session.as(demo.users.ben);
    await useUp(session);
    await session.get(pins, ben);
    expect(kindsOf(session)).toEqual([]);
    await session.get(`${pins}?primary`);
    expect(session.emulator.violations()).toMatchObject([{ operation: 'getPrimaryPinnedMessage' }]);
  });

  test('is not violated by what a fault does', async () => {
    const session = await startSession();
    session.emulator.faults.plan('getPinnedMessages', 'throttle');
    await session.get(pins);
    expect(session.emulator.violations()).toEqual([]);
    await session.get(pins);
    expect(kindsOf(session)).toEqual(['into-lock']);
  });

  test('is violated also by a call that a fault keeps from the service, but not by one that never left', async () => {
    const session = await startSession();
    session.emulator.faults.plan('getPinnedMessages', 'throttle', 'refuse-connect', 'reset-before-read');
    await session.get(pins);
    await session.get(pins).catch(() => undefined);
    expect(kindsOf(session)).toEqual([]);
    await session.get(pins).catch(() => undefined);
    expect(kindsOf(session)).toEqual(['into-lock']);
  });
});

describe('a write that must not be repeated', () => {
  const post = { text: 'Once', thread_message_id: demo.messages.kickoff };
  const messages = `/chats/${demo.channels.launch.chatId}/messages`;

  test('is a violation when it is carried out twice', async () => {
    const session = await startSession();
    await session.post(messages, post);
    await session.post(messages, { ...post, text: 'Another' });
    session.advance(24 * 60 * minute);
    await session.post(messages, post);
    expect(session.emulator.violations()).toMatchObject([
      {
        kind: 'duplicate-commit',
        entry: 3,
        operation: 'createThreadMessageByChatId',
        message: expect.stringContaining('call 1 was the same'),
      },
    ]);
  });

  test('may be tried as often as it is not carried out', async () => {
    const session = await startSession();
    const { faults } = session.emulator;
    faults.plan('createThreadMessageByChatId', 'reset-before-read', { kind: 'status', status: 500 }, 'html');
    for (let tried = 0; tried < 3; tried += 1) await session.post(messages, post).catch(() => undefined);
    await session.post(messages, post);
    faults.assertConsumed();
    expect(kindsOf(session)).toEqual([]);
  });

  test('is a violation when its reply was lost', async () => {
    const session = await startSession();
    session.emulator.faults.plan('createThreadMessageByChatId', 'commit-then-reset');
    await session.post(messages, post).catch(() => undefined);
    await session.post(messages, post);
    expect(kindsOf(session)).toEqual(['duplicate-commit']);
  });

  test('may be carried out for another user', async () => {
    const session = await startSession();
    await session.post(messages, post);
    await session.post(messages, post, session.as(demo.users.ben));
    expect(kindsOf(session)).toEqual([]);
  });

  test('is none of those that may be repeated', async () => {
    const session = await startSession();
    await session.delete(pins);
    await session.delete(pins);
    expect(kindsOf(session)).toEqual([]);
  });
});

describe('token requests', () => {
  test('are too many from the eleventh on within ten minutes, whatever became of them', async () => {
    const { emulator, clock } = await openDoor('in-process', { quirks: { tokenThrottleEnds: 'window' } });
    const refresh = (changed: Readonly<Record<string, string>> = {}) =>
      sight(
        emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
          method: 'POST',
          body: refreshForm(emulator, changed),
        }),
      );
    emulator.faults.plan('token', 'html', 'reset-before-read', 'refuse-connect');
    await refresh({ client_secret: 'wrong' });
    for (let made = 0; made < 10; made += 1) await refresh();
    expect(kindsOf({ emulator })).toEqual([]);
    clock.advance(10 * minute - 1);
    await refresh();
    expect(emulator.violations()).toMatchObject([
      {
        kind: 'token-over-limit',
        operation: 'token',
        entry: 11,
        message: expect.stringContaining('request 11'),
      },
    ]);
    clock.advance(1);
    await refresh();
    expect(kindsOf({ emulator })).toHaveLength(1);
  });

  test('are counted for each refresh token, and codes are not', async () => {
    const { emulator } = await openDoor('in-process');
    const send = (changed: Readonly<Record<string, string>>) =>
      sight(
        emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
          method: 'POST',
          body: refreshForm(emulator, changed),
        }),
      );
    for (let made = 0; made < 30; made += 1) await send({ refresh_token: String(made % 3) });
    for (let made = 0; made < 20; made += 1) await send({ grant_type: 'authorization_code' });
    expect(kindsOf({ emulator })).toEqual([]);
    for (let made = 0; made < 11; made += 1) await send({ grant_type: 'client_credentials' });
    expect(kindsOf({ emulator })).toEqual(['token-over-limit']);
  });
});

test('violations outlive the journal, and end with a reset', async () => {
  const session = await startSession({ journalSize: 2, limits: { getPinnedMessages: { limit: 1 } } });
  await session.get(pins);
  await session.get(pins);
  for (let call = 0; call < 5; call += 1) await session.get('/pin-categories');
  session.emulator.journal.clear();
  expect(kindsOf(session)).toEqual(['over-limit']);
  session.emulator.reset();
  expect(kindsOf(session)).toEqual([]);
});
