import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Seed, SeedMessage } from '../../src/index.ts';
import { createEmulator, demo, demoSeed, emptySeed } from '../../src/index.ts';
import { createRoom, mostEntities } from '../../src/state/room.ts';
import { startSession } from '../session.ts';

const { ana } = demo.users;
const launch = demo.channels.launch;

/** The demo workspace with so many entities: those that it lacks are messages of a chat of nobody. */
function seedOf(entities: number): Seed {
  const filled = (count: number): Seed => {
    const messages = Array.from(
      { length: count },
      (_, index): SeedMessage => ({ id: `${index}_1`, senderId: ana, text: '' }),
    );
    return {
      ...demoSeed,
      chats: [...demoSeed.chats, { id: '77', type: 'group_chat', members: [], messages }],
    };
  };
  const { users, bots, chats, threads, shelves } = demoSeed;
  const own =
    users.length +
    bots.length +
    chats.length +
    threads.length +
    1 +
    [...chats, ...threads].reduce((sum, { messages }) => sum + messages.length, 0) +
    chats.reduce((sum, { pins = [] }) => sum + pins.length, 0) +
    shelves.reduce((sum, { folders }) => sum + folders.length, 0);
  return filled(entities - own);
}

describe('a workspace holds 200,000 entities', () => {
  test('and a seed with more is refused', async () => {
    await (await createEmulator({ port: false, seed: seedOf(mostEntities) })).close();
    await expect(createEmulator({ port: false, seed: seedOf(mostEntities + 1) })).rejects.toThrow(
      '200001 users, bots, chats, messages, threads, folders and pins are too many; 200000 may be',
    );
  });

  test('and networks count, with those who are in them', async () => {
    const users = Array.from({ length: 500 }, (_, index) => ({ id: String(index), name: 'A', email: 'a@b' }));
    const networks = Array.from({ length: 400 }, (_, index) => ({
      id: `n${index}`,
      name: `m${index}`,
      chats: [],
      threads: [],
      shelves: [],
    }));
    await expect(createEmulator({ port: false, seed: { ...emptySeed, users, networks } })).rejects.toThrow(
      '200900 users',
    );
  });

  test('and what would make it more is refused by the emulator itself, and changes nothing', async () => {
    const session = await startSession({ seed: seedOf(mostEntities - 2) });
    const reply = `/chats/${demo.threads.rollback}/messages`;
    const thread = { text: 'x', thread_message_id: demo.messages.freeze };
    const start = `/chats/${launch.chatId}/messages`;
    const pins = `/chats/${launch.chatId}/pin-messages`;
    const title = { title: 'A' };
    const full = {
      message:
        '@cliqkit/emulator: the workspace holds 200000 users, chats, messages, threads, folders and pins, and may hold no more. ' +
        'Reset the emulator, or start it with a smaller seed.',
    };
    // A thread, its message, and one in the channel: three, and there is room for two.
    expect((await session.post(start, { ...thread, post_in_parent: true })).status).toBe(507);
    expect((await session.post(reply, { text: 'x' })).status).toBe(204);
    expect((await session.post('/pin-categories', title)).status).toBe(200);
    for (const refused of [
      await session.post(reply, { text: 'x' }),
      await session.post(start, thread),
      await session.post('/pin-categories', title),
      await session.post(pins, { message_id: demo.messages.freeze, expiry_time: -1, notify: false }),
    ]) {
      expect([refused.status, refused.body]).toEqual([507, full]);
    }
    const { journal } = session.emulator;
    expect(journal.entries().filter(({ committed }) => committed)).toHaveLength(2);
    expect((await session.get('/pin-categories')).at('data', 4)).toBeUndefined();
    // What is there can still be changed, and what is removed makes room.
    expect((await session.put(`/threads/${demo.threads.rollback}`, { action: 'close' })).status).toBe(204);
    expect((await session.delete(pins, { message_ids: [demo.messages.checklist] })).status).toBe(204);
    expect((await session.post('/pin-categories', title)).status).toBe(200);
    expect((await session.post('/pin-categories', title)).status).toBe(507);
  });
});

test('whatever comes and goes, there is room exactly as long as the count allows it', () => {
  const step = fc.record({
    add: fc.integer({ min: 1, max: 90_000 }),
    remove: fc.integer({ min: 0, max: 60_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let held = 1;
      const room = createRoom(() => held);
      for (const { add, remove } of steps) {
        const fits = held + add <= mostEntities;
        expect(room.take(add)).toBe(fits);
        if (fits) held += add;
        held -= Math.min(held, remove);
      }
    }),
    { seed: 20_261_122, numRuns: 300 },
  );
});
