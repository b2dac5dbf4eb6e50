import { operations } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import type { Quirks } from '../src/index.ts';
import { demo } from '../src/index.ts';
import type { Session } from './session.ts';
import { startSession } from './session.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const { limit, windowMs, lockMs } = operations.getPinnedMessages;

async function useUp(session: Session, path: string = pins, calls: number = limit): Promise<void> {
  for (let call = 0; call < calls; call += 1) expect((await session.get(path)).status).toBe(200);
}

async function locked(quirks: Partial<Quirks> = {}): Promise<Session> {
  const session = await startSession({ quirks });
  await useUp(session);
  expect([400, 429]).toContain((await session.get(pins)).status);
  return session;
}

describe('the limit of a URL', () => {
  test('refuses the call after the last within the window', async () => {
    const session = await startSession();
    await useUp(session);
    session.advance(windowMs - 1);
    expect((await session.get(pins)).status).toBe(429);
  });

  test('lets a call pass that comes when the window ends', async () => {
    const session = await startSession();
    await useUp(session, pins, 1);
    session.advance(1);
    await useUp(session, pins, limit - 1);
    session.advance(windowMs - 1);
    await useUp(session, pins, 1);
    expect((await session.get(pins)).status).toBe(429);
  });

  test('rolls: the window is the time before each call', async () => {
    const session = await startSession();
    session.advance(windowMs - 1);
    await useUp(session);
    session.advance(1);
    expect((await session.get(pins)).status).toBe(429);
  });

  test('with the quirk counts anew at each full minute', async () => {
    const session = await startSession({ quirks: { window: 'fixed' } });
    session.advance(windowMs - 1);
    await useUp(session);
    session.advance(1);
    await useUp(session);
    expect((await session.get(pins)).status).toBe(429);
  });

  test('holds for each user', async () => {
    const session = await locked();
    expect((await session.get(pins, session.as(demo.users.ben))).status).toBe(200);
  });

  test('holds for a user, whatever the token', async () => {
    const session = await locked();
    expect((await session.get(pins, session.emulator.issueToken())).status).toBe(429);
  });

  test('holds for a URL and a method, whatever the id in it', async () => {
    const session = await locked();
    expect((await session.get(`/chats/${demo.group.offsite}/pin-messages`)).status).toBe(429);
    expect((await session.delete(pins, {})).status).toBe(204);
    expect((await session.get('/pin-categories')).status).toBe(200);
  });

  test('holds for all operations of one URL together', async () => {
    const session = await startSession();
    await useUp(session, pins, limit / 2);
    await useUp(session, `${pins}?primary=true`, limit / 2);
    expect((await session.get(`${pins}?primary=true`)).status).toBe(429);
    expect((await session.get(pins)).status).toBe(429);
  });

  test('counts calls that are refused as invalid', async () => {
    const session = await startSession();
    for (let call = 0; call < limit; call += 1) await session.get(`${pins}?color=red`);
    expect((await session.get(pins)).status).toBe(429);
  });

  test.each(Object.values(operations))('of $id is the one in its descriptor', async (descriptor) => {
    const session = await startSession();
    const path = `${descriptor.path.replace(/\{[^}]+\}/gu, 'x')}?unheard=of`;
    const call = async () => (await session.call(descriptor.method, path)).status;
    for (let made = 0; made < descriptor.limit; made += 1) expect(await call()).toBe(400);
    expect(await call()).toBe(429);
    session.advance(descriptor.lockMs - 1);
    expect(await call()).toBe(429);
    session.advance(1);
    expect(await call()).toBe(400);
  });
});

describe('a limit of your own', () => {
  test('stands in for the documented one, for all operations of the URL', async () => {
    const session = await startSession({
      limits: { getPrimaryPinnedMessage: { limit: 2, windowMs: 1000, lockMs: 3000 } },
    });
    await useUp(session, pins, 2);
    session.advance(1000);
    await useUp(session, `${pins}?primary`, 2);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(2999);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(1);
    await useUp(session, pins, 2);
  });

  test('leaves as documented what it does not name', async () => {
    const session = await startSession({
      limits: { getPinnedMessages: { limit: 1 }, getPrimaryPinnedMessage: { lockMs: 10 } },
    });
    await useUp(session, pins, 1);
    session.advance(windowMs - 1);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(10);
    await useUp(session, pins, 1);
    for (let call = 0; call < 5; call += 1) expect((await session.get('/pin-categories')).status).toBe(200);
  });

  test('may let nothing pass', async () => {
    const session = await startSession({ limits: { getPinnedMessages: { limit: 0, lockMs: 0 } } });
    expect([(await session.get(pins)).status, (await session.get(pins)).status]).toEqual([429, 429]);
  });
});

describe('the lock', () => {
  test('ends on time, however often it is tried', async () => {
    const session = await locked();
    session.advance(lockMs - 1);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(1);
    expect((await session.get(pins)).status).toBe(200);
  });

  test('with the quirk begins again whenever it is tried', async () => {
    const session = await locked({ duringLock: 'extend' });
    session.advance(lockMs - 1);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(lockMs - 1);
    expect((await session.get(pins)).status).toBe(429);
    session.advance(lockMs);
    expect((await session.get(pins)).status).toBe(200);
  });

  test('is gone after a reset', async () => {
    const session = await locked();
    session.emulator.reset();
    expect((await session.get(pins, session.emulator.issueToken())).status).toBe(200);
  });
});

describe('the refusal', () => {
  test.each<[Quirks['throttleReply'], number, object]>([
    ['429', 429, { message: expect.any(String) }],
    ['400', 400, { code: 'request_limit_exceeded', message: 'You have exceeded the URL throttle limits.' }],
    ['nested', 429, { error: { code: 'rate_limit_exceeded', message: expect.any(String) } }],
  ])('is put as %s', async (throttleReply, status, body) => {
    const session = await locked({ throttleReply });
    const reply = await session.get(pins);
    expect(reply.status).toBe(status);
    expect(reply.body).toEqual(body);
    expect(reply.headers.has('retry-after')).toBe(false);
  });

  test('with the quirk says how long the lock lasts', async () => {
    const session = await locked({ retryAfter: 'present' });
    session.advance(500);
    expect((await session.get(pins)).headers.get('retry-after')).toBe(String(lockMs / 1000));
    session.advance(lockMs - 1000);
    expect((await session.get(pins)).headers.get('retry-after')).toBe('1');
  });
});
