import { describe, expect, test } from 'vitest';
import type { Fault } from '../src/index.ts';
import { demo } from '../src/index.ts';
import { doors, openDoor, turns, until } from './doors.ts';

const folder = { title: 'New' };
const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;

/** How many folders there are, asked past the faults. */
async function foldersOf({ see }: Awaited<ReturnType<typeof openDoor>>): Promise<number> {
  const text = await see('GET', '/pin-categories');
  return text.split('"category_id"').length - 1;
}

describe.each(doors)('through the %s door, a write that meets', (door) => {
  test.each<[string, Fault, string | RegExp, boolean]>([
    ['status', { kind: 'status', status: 503, code: 'busy' }, '503 {"code":"busy"}', false],
    ['throttle', 'throttle', /^429 \{"message":/u, false],
    [
      'throttle as 400',
      { kind: 'throttle', dialect: '400' },
      /^400 \{"code":"request_limit_exceeded"/u,
      false,
    ],
    ['throttle, nested', { kind: 'throttle', dialect: 'nested' }, /^429 \{"error":\{"code":"rate/u, false],
    ['expire-token', 'expire-token', /^401 \{"code":"oauthtoken_invalid"/u, false],
    ['reset-before-read', 'reset-before-read', 'no reply: ECONNRESET', false],
    ['html', 'html', /^502 <!doctype html>/u, false],
    ['html with a status', { kind: 'html', status: 200 }, /^200 <!doctype html>/u, false],
    ['redirect', 'redirect', '302', false],
    ['redirect with a status', { kind: 'redirect', status: 308 }, '308', false],
    ['commit-then-reset', 'commit-then-reset', 'no reply: ECONNRESET', true],
    ['commit-then-truncate', 'commit-then-truncate', '200, then UND_ERR_SOCKET', true],
    ['reset-mid-reply', 'reset-mid-reply', '200, then ECONNRESET', true],
    ['oversize', { kind: 'oversize', bytes: 100_000 }, /^200 \{.*"title":"New".*\}$/u, true],
    ['strip-body', 'strip-body', /^400 \{"code":"param_missing"/u, false],
  ])('%s', async (_name, fault, expected, committed) => {
    const opened = await openDoor(door);
    const { emulator, see } = opened;
    emulator.faults.plan('createPinCategory', fault);
    const seen = await see('POST', '/pin-categories', folder);
    if (typeof expected === 'string') expect(seen).toBe(expected);
    else expect(seen).toMatch(expected);
    emulator.faults.assertConsumed();
    const [entry] = emulator.journal.entries();
    expect([entry?.committed, entry?.fault]).toEqual([
      committed,
      typeof fault === 'string' ? fault : fault.kind,
    ]);
  });

  test.each<[Fault, boolean]>([
    ['reset-before-read', false],
    ['stall', false],
    ['html', false],
    ['redirect', false],
    [{ kind: 'status', status: 500 }, false],
    ['commit-then-reset', true],
    ['commit-then-stall', true],
    ['commit-then-truncate', true],
    ['reset-mid-reply', true],
  ])('%j is carried out: %s', async (fault, committed) => {
    const opened = await openDoor(door);
    const { emulator, send } = opened;
    const before = await foldersOf(opened);
    emulator.faults.plan('createPinCategory', fault);
    const controller = new AbortController();
    const call = send(`${emulator.url}/pin-categories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.issueToken()}` },
      redirect: 'manual',
      body: JSON.stringify(folder),
      signal: controller.signal,
    }).catch(() => undefined);
    await until(() => emulator.faults.account().completed);
    controller.abort();
    await call;
    expect((await foldersOf(opened)) - before).toBe(committed ? 1 : 0);
  });

  test.each<Fault>(['stall', 'commit-then-stall'])('%s ends with its signal alone', async (fault) => {
    const { emulator, send } = await openDoor(door);
    emulator.faults.plan('createPinCategory', fault);
    const controller = new AbortController();
    const reason = new Error('waited long enough');
    let settled = false;
    const call = send(`${emulator.url}/pin-categories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.issueToken()}` },
      body: JSON.stringify(folder),
      signal: controller.signal,
    }).finally(() => {
      settled = true;
    });
    await until(() => emulator.journal.entries().length === 1);
    await turns(50);
    expect([settled, emulator.journal.entries()[0]?.status]).toEqual([false, undefined]);
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test.each<Fault>(['commit-then-truncate', 'reset-mid-reply'])(
    '%s gets the head and half of the body',
    async (fault) => {
      const { emulator, send } = await openDoor(door);
      emulator.faults.plan('getPinCategories', fault);
      const reply = await send(`${emulator.url}/pin-categories`, {
        headers: { authorization: `Bearer ${emulator.issueToken()}` },
      });
      let text = '';
      const reader = reply.body?.getReader();
      const decoder = new TextDecoder();
      const rest = async (): Promise<void> => {
        for (;;) {
          const part = await reader?.read();
          if (part === undefined || part.done) return;
          text += decoder.decode(part.value);
        }
      };
      await expect(rest()).rejects.toThrow('terminated');
      expect(text.length).toBe(Math.floor(Number(reply.headers.get('content-length')) / 2));
      expect(text.startsWith('{"url":"/v3/pin-categories"')).toBe(true);
    },
  );

  test.each<Fault>(['commit-then-truncate', 'reset-mid-reply'])(
    '%s with an empty reply sees a reset',
    async (fault) => {
      const { emulator, see } = await openDoor(door);
      emulator.faults.plan('deletePinnedMessages', fault);
      expect(await see('DELETE', pins)).toBe('no reply: ECONNRESET');
      expect(emulator.journal.entries()).toMatchObject([{ status: undefined, committed: true }]);
      expect(await see('GET', pins)).toContain('"data":[]');
    },
  );

  test('drip gets one byte whenever that much time has passed', async () => {
    const { emulator, send, clock } = await openDoor(door);
    emulator.faults.plan('createPinCategory', { kind: 'drip', ms: 500 });
    const reply = await send(`${emulator.url}/pin-categories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.issueToken()}` },
      body: JSON.stringify(folder),
    });
    const reader = reply.body?.getReader();
    let text = '';
    for (let byte = 0; byte < 3; byte += 1) {
      await until(() => clock.timers === 1);
      clock.advance(500);
      text += new TextDecoder().decode((await reader?.read())?.value);
    }
    expect(text).toBe('{"u');
    await reader?.cancel();
    await until(() => clock.timers === 0);
  });

  test('drip gets it all in the end', async () => {
    const { emulator, see, clock } = await openDoor(door);
    emulator.faults.plan('getPinCategories', 'drip');
    let seen: string | undefined;
    const done = see('GET', '/pin-categories').then((text) => {
      seen = text;
    });
    await until(() => {
      clock.advance(1000);
      return seen !== undefined;
    });
    await done;
    expect(seen).toBe(await see('GET', '/pin-categories'));
  });

  test('drip gets an empty reply at once', async () => {
    const { emulator, see } = await openDoor(door);
    emulator.faults.plan('deletePinnedMessages', 'drip');
    expect(await see('DELETE', pins)).toBe('204');
  });
});
