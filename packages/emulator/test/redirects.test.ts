import { describe, expect, test } from 'vitest';
import type { RedirectFault } from '../src/index.ts';
import { doors, openDoor, until } from './doors.ts';

type Init = Omit<RequestInit, 'headers'>;

async function redirected(fault: Omit<RedirectFault, 'kind'>, init: Init, times = 1) {
  const opened = await openDoor('in-process');
  const { emulator } = opened;
  const target = init.method === 'POST' ? 'createPinCategory' : 'getPinCategories';
  const faults = Array.from({ length: times }, () => ({ kind: 'redirect' as const, ...fault }));
  emulator.faults.plan(target, ...faults);
  const headers = { authorization: `Bearer ${emulator.issueToken()}`, 'content-type': 'application/json' };
  const reply = emulator.fetch(`${emulator.url}/pin-categories`, { ...init, headers });
  return { emulator, reply };
}

const post: Init = { method: 'POST', body: '{"title":"New"}' };

describe('the in-process door', () => {
  test('shows a redirect to a client that wants to see for itself', async () => {
    const { reply } = await redirected({ status: 307, location: '/elsewhere' }, { redirect: 'manual' });
    const { status, headers } = await reply;
    expect([status, headers.get('location')]).toEqual([307, '/elsewhere']);
  });

  test('fails on a redirect for a client that wants none', async () => {
    const { reply } = await redirected({}, { redirect: 'error' });
    await expect(reply).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { message: 'unexpected redirect' },
    });
  });

  test.each([301, 302, 303, 307, 308])('follows a %i of a read for any other client', async (status) => {
    const { emulator, reply } = await redirected(
      { status, location: '/api/v3/pin-categories?include_fields=chats' },
      {},
    );
    expect((await reply).status).toBe(200);
    expect(emulator.journal.entries()).toMatchObject([
      { status },
      { method: 'GET', query: 'include_fields=chats', status: 200 },
    ]);
  });

  test.each([301, 302, 303])('makes a read of a write that meets a %i', async (status) => {
    const { emulator, reply } = await redirected({ status, location: '/api/v3/pin-categories' }, post);
    expect((await reply).status).toBe(200);
    expect(emulator.journal.entries()[1]).toMatchObject({ method: 'GET', committed: false });
    expect(emulator.journal.entries()[1]).not.toHaveProperty('bodyHash');
  });

  test.each([307, 308])('sends a write again that meets a %i', async (status) => {
    const { emulator, reply } = await redirected({ status, location: '/api/v3/pin-categories' }, post);
    expect((await reply).status).toBe(200);
    const [first, second] = emulator.journal.entries();
    expect(second).toMatchObject({ method: 'POST', committed: true, bodyHash: first?.bodyHash });
  });

  test('lets a body follow to another origin, and the token not', async () => {
    const location = 'https://cliq.zoho.com/api/v3/pin-categories';
    const { emulator, reply } = await redirected({ status: 307, location }, post);
    expect((await reply).status).toBe(401);
    const [first, second] = emulator.journal.entries();
    expect(second?.bodyHash).toBe(first?.bodyHash);
    expect(second).not.toHaveProperty('tokenId');
  });

  test.each(['https://login.example.test/', 'http://[', 'file:///etc/passwd'])(
    'has no way to %s',
    async (location) => {
      const { emulator, reply } = await redirected({ location }, {});
      await expect(reply).rejects.toThrow('fetch failed');
      expect(emulator.journal.entries()).toHaveLength(1);
    },
  );

  test('follows twenty, and no more', async () => {
    const again = { location: '/api/v3/pin-categories' };
    expect((await (await redirected(again, {}, 20)).reply).status).toBe(200);
    const { reply } = await redirected(again, {}, 21);
    await expect(reply).rejects.toMatchObject({ cause: { message: 'redirect count exceeded' } });
  });

  test.each([300, 304])('does not follow a %i', async (status) => {
    const { reply } = await redirected({ status }, {});
    expect((await reply).status).toBe(status);
  });
});

describe.each(doors)('through the %s door', (door) => {
  test('a redirect leads a client that follows it to the page that says so', async () => {
    const { emulator, send } = await openDoor(door);
    emulator.faults.plan('getPinCategories', 'redirect');
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const reply = await send(`${emulator.url}/pin-categories`, { headers });
    expect([reply.status, emulator.journal.entries()[1]?.path]).toEqual([404, '/login']);
  });

  test('a large reply comes whole to a client that reads it, and stops for one that does not', async () => {
    const { emulator, send } = await openDoor(door);
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    emulator.faults.plan('getPinCategories', 'oversize', { kind: 'oversize', bytes: 1e12 });
    const whole = await (await send(`${emulator.url}/pin-categories`, { headers })).arrayBuffer();
    expect(whole.byteLength).toBe(16_777_216);
    const endless = await send(`${emulator.url}/pin-categories`, { headers });
    await endless.body?.cancel();
    expect((await send(`${emulator.url}/pin-categories`, { headers })).status).toBe(200);
  });

  test('a large reply to what is answered with nothing is valid JSON too', async () => {
    const { emulator, see } = await openDoor(door);
    emulator.faults.plan('removeChatsAcrossCategories', { kind: 'oversize', bytes: 100 });
    expect(await see('DELETE', '/pin-categories?chat_ids=1')).toBe('200 {}');
  });

  test('a client that goes away while a reply drips leaves nothing behind', async () => {
    const { emulator, send, clock } = await openDoor(door);
    emulator.faults.plan('getPinCategories', 'drip');
    const controller = new AbortController();
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const reply = await send(`${emulator.url}/pin-categories`, { headers, signal: controller.signal });
    const text = reply.text();
    const reason = new Error('gone');
    controller.abort(reason);
    await expect(text).rejects.toBe(reason);
    await until(() => clock.timers === 0);
  });
});
