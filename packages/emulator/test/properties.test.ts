import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock, createEmulator, demo } from '../src/index.ts';
import { createBounds } from '../src/limits/bounds.ts';
import { createCallMeter } from '../src/limits/call-meter.ts';
import { validatingFetch } from './reply-validator.ts';
import { read, start, valueAt } from './session.ts';

/** The dice are thrown the same way every time; a failure names the path to its smallest case. */
const runs = { seed: 20_261_102, numRuns: 60 };

interface Step {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly userId: string;
  readonly waitMs: number;
}

const launch = demo.channels.launch.chatId;
const chatIds = [
  launch,
  demo.channels.payroll.chatId,
  demo.direct.ben,
  demo.group.offsite,
  demo.threads.rollback,
  '1',
];
const aChat = fc.constantFrom(...chatIds);
const aFolder = fc.constantFrom('default', demo.folders.launch, demo.folders.people, '1');
const aMessage = fc.constantFrom(...Object.values(demo.messages), '1_1');
const aTime = fc.oneof(
  fc.constant(-1),
  fc.integer({ min: start - 1000, max: start + 3_600_000 }),
  fc.string(),
);
const aUser = fc.constantFrom(...Object.values(demo.users));
const aThread = fc.constantFrom(demo.threads.rollback, demo.threads.contract, `${launch}-T-1`, 'x');

function calling(
  method: string,
  path: fc.Arbitrary<string>,
  body: fc.Arbitrary<unknown> = fc.constant(undefined),
) {
  return fc.record({
    method: fc.constant(method),
    path,
    body,
    userId: aUser,
    waitMs: fc.integer({ min: 0, max: 90_000 }),
  });
}

const optional = { requiredKeys: [] };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  calling(
    'POST',
    aChat.map((id) => `/chats/${id}/pin-messages`),
    fc.record({ message_id: aMessage, expiry_time: aTime, notify: fc.boolean(), primary: fc.boolean() }),
  ),
  calling(
    'PUT',
    aChat.map((id) => `/chats/${id}/pin-messages`),
    fc.record(
      { message_id: aMessage, pin_above: aMessage, last_sync_time: aTime },
      { requiredKeys: ['message_id'] },
    ),
  ),
  calling(
    'DELETE',
    aChat.map((id) => `/chats/${id}/pin-messages`),
    fc.record({ message_ids: fc.array(aMessage, { maxLength: 3 }) }, optional),
  ),
  calling(
    'POST',
    fc.constant('/pin-categories'),
    fc.record({ title: fc.string({ maxLength: 300 }), chat_ids: fc.array(aChat) }, optional),
  ),
  calling(
    'PUT',
    aFolder.map((id) => `/pin-categories/${id}`),
    fc.record(
      {
        title: fc.string(),
        chat_id: aChat,
        pin_above: aFolder,
        chat_ids: fc.array(aChat),
        last_sync_time: aTime,
      },
      optional,
    ),
  ),
  calling(
    'DELETE',
    fc.tuple(aFolder, fc.boolean()).map(([id, all]) => `/pin-categories/${id}?unpin_all=${all}`),
  ),
  calling(
    'POST',
    aChat.map((id) => `/chats/${id}/pins`),
    fc.record({ category_id: aFolder }, optional),
  ),
  calling(
    'DELETE',
    aChat.map((id) => `/chats/${id}/pins`),
  ),
  calling(
    'POST',
    fc.oneof(aChat, aThread).map((id) => `/chats/${id}/messages`),
    fc.record(
      { text: fc.string(), thread_message_id: aMessage, sync_message: fc.boolean() },
      { requiredKeys: ['text'] },
    ),
  ),
  calling(
    'PUT',
    aThread.map((id) => `/threads/${id}`),
    fc.record({ action: fc.constantFrom('close', 'reopen', 'follow', 'x') }),
  ),
  calling(
    'POST',
    aThread.map((id) => `/threads/${id}/followers`),
    fc.record({ user_ids: fc.array(aUser) }),
  ),
  calling(
    'POST',
    aThread.map((id) => `/chats/${id}/leave`),
  ),
  calling(
    'GET',
    aThread.map((id) => `/threads/${id}`),
  ),
);

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

test('whatever is called, replies match the specs, a chat is in one folder, and a chat has one primary pin at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { maxLength: 40 }), async (steps) => {
      const clock = createClock({ at: start });
      const emulator = await createEmulator({ port: false, clock, quirks: { maxPinnedMessages: 4 } });
      const send = validatingFetch(emulator.fetch);
      const call = async (userId: string, method: string, path: string, body?: unknown) => {
        const headers = { authorization: `Bearer ${emulator.issueToken({ userId })}` };
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        return await read(await send(emulator.url + path, { method, headers, ...sent }));
      };
      for (const { method, path, body, userId, waitMs } of steps) {
        clock.advance(waitMs);
        expect((await call(userId, method, path, body)).status).toBeLessThan(500);
      }
      clock.advance(3_600_000);
      for (const userId of Object.values(demo.users)) {
        const folders = list((await call(userId, 'GET', '/pin-categories?include_fields=chats')).at('data'));
        const chats = folders.flatMap((folder) =>
          list(valueAt(folder, ['chats'])).map((chat) => valueAt(chat, ['chat_id'])),
        );
        expect(new Set(chats).size).toBe(chats.length);
        expect(valueAt(folders[0], ['category_id'])).toBe('default');
      }
      const pins = list((await call(demo.users.ana, 'GET', `/chats/${launch}/pin-messages`)).at('data'));
      expect(pins.length).toBeLessThanOrEqual(4);
      expect(
        pins.filter((pin) => valueAt(pin, ['pin_information', 'is_primary']) === true).length,
      ).toBeLessThanOrEqual(1);
      expect(pins.every((pin) => valueAt(pin, ['pin_information', 'expiry_time']) === -1)).toBe(true);
    }),
    runs,
  );
});

test('at any time, no window has more calls than the limit, and a lock lets nothing through', () => {
  const descriptor = { ...operations.getPinnedMessages, limit: 3 };
  const waits = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 120 });
  fc.assert(
    fc.property(
      waits,
      fc.constantFrom('rolling', 'fixed'),
      fc.constantFrom('ignored', 'extend'),
      (steps, window, duringLock) => {
        const meter = createCallMeter({ window, duringLock }, createBounds({}).of);
        const passed: number[] = [];
        let now = start;
        let lockedUntil = 0;
        for (const waitMs of steps) {
          now += waitMs;
          const lock = meter.count('1', descriptor, now)?.lockedUntil;
          if (now < lockedUntil)
            expect(lock).toBe(duringLock === 'extend' ? now + descriptor.lockMs : lockedUntil);
          if (lock === undefined) passed.push(now);
          else lockedUntil = lock;
        }
        for (const at of passed) {
          const begin = window === 'fixed' ? at - (at % descriptor.windowMs) : at;
          const inWindow = passed.filter((other) => other >= begin && other < begin + descriptor.windowMs);
          expect(inWindow.length).toBeLessThanOrEqual(descriptor.limit);
        }
      },
    ),
    { ...runs, numRuns: 500 },
  );
});
