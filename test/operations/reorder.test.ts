import type { Seed } from '@cliqkit/emulator';
import { demo, demoSeed } from '@cliqkit/emulator';
import type { Cliq, PinMove } from 'cliqkit';
import { ConflictError, InputError, ResponseError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { guardedChanges } from './guarded-changes.ts';
import type { VirtualWorld } from './virtual-world.ts';
import { meanwhile, virtualWorld } from './virtual-world.ts';

const { channels, direct, folders, messages } = demo;
const { chatId } = channels.launch;
const moves = guardedChanges.filter(({ name }) => name !== 'folders.edit');
const once = { retry: false, pace: false } as const;

describe.each(moves)('$name', ({ reads, writes, run: move, list, disturb, after, both }) => {
  const disturbing = (world: VirtualWorld, times: number): Cliq =>
    world.cliqWith({
      fetch: meanwhile(
        world.emulator.fetch,
        'GET',
        ...Array(times).fill(() => {
          world.clock.advance(1);
          return disturb(world);
        }),
      ),
    });

  test('reads the list once and moves once', async () => {
    const world = await virtualWorld();
    const { cliq, run, statuses } = world;
    expect(await run(() => move(cliq))).toBeUndefined();
    expect([statuses(reads), statuses(writes)]).toEqual([[200], [204]]);
    expect(await list(world)).toEqual(after);
  });

  test('moves within the list as it is when another device has changed it', async () => {
    const world = await virtualWorld();
    const { clock, run, statuses } = world;
    const start = clock.mono();
    await run(() => move(disturbing(world, 1)));
    expect(clock.mono() - start).toBe(1001);
    expect([statuses(reads), statuses(writes)]).toEqual([
      [200, 200],
      [400, 204],
    ]);
    const theirs = await list(world);
    expect(theirs).toEqual(both(theirs));
    expect(theirs).toHaveLength(after.length + 1);
  });

  test('is a conflict, and moves nothing, when that happens three times in a row', async () => {
    const world = await virtualWorld();
    const { clock, cliqWith, emulator, otherDevice, run, statuses } = world;
    let changes = 0;
    const changeFolderOrPins = async (): Promise<void> => {
      clock.advance(1);
      changes += 1;
      if (reads === 'getPinCategories') {
        await otherDevice.folders.updateDetails(folders.launch, { title: `Launch ${changes}` });
        return;
      }
      await otherDevice.pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false });
    };
    const fetch = meanwhile(emulator.fetch, 'GET', ...Array(3).fill(changeFolderOrPins));
    const before = await list(world);
    const error = await run(() => rejectionOf(move(cliqWith({ fetch }))));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ operation: writes, outcome: 'notApplied' });
    expect(statuses(writes)).toEqual([400, 400, 400]);
    expect((await list(world)).filter((id) => before.includes(id))).toEqual(before);
  });

  test('ends with the reason of its signal while it waits for the next second', async () => {
    const world = await virtualWorld();
    const reason = new Error('changed my mind');
    const controller = new AbortController();
    world.clock.timer(500, () => controller.abort(reason));
    const { signal } = controller;
    expect(await world.run(() => rejectionOf(move(disturbing(world, 1), { signal })))).toBe(reason);
    expect([world.statuses(writes), world.clock.timers]).toEqual([[400], 0]);
  });

  test('moves nothing on a reply without a Date header', async () => {
    const { cliqWith, emulator, run, arrived } = await virtualWorld();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { body, status } = await emulator.fetch(input, init);
      return new Response(body, { status });
    };
    const error = await run(() => rejectionOf(move(cliqWith({ fetch }))));
    expect(error).toBeInstanceOf(ResponseError);
    expect(arrived(writes)).toEqual([]);
  });
});

describe('a move with a sync time of its own', () => {
  const last_sync_time = 1;
  test.each<[string, (cliq: Cliq) => Promise<unknown>]>([
    ['folders.reorder', (cliq) => cliq.folders.reorder(folders.people, { last_sync_time })],
    [
      'folders.reorderChat',
      (cliq) => cliq.folders.reorderChat(folders.people, { chat_id: direct.ben, last_sync_time }),
    ],
    ['pins.reorder', (cliq) => cliq.pins.reorder(chatId, { message_id: messages.rollback, last_sync_time })],
  ])('%s is sent once, with no read, and its conflict is the caller’s', async (_name, move) => {
    const { cliq, emulator, otherDevice, run } = await virtualWorld();
    await otherDevice.folders.create({ title: 'New' });
    await otherDevice.pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false });
    emulator.journal.clear();
    expect(await run(() => rejectionOf(move(cliq)))).toBeInstanceOf(ConflictError);
    expect(emulator.journal.entries().map(({ method, status }) => [method, status])).toEqual([['PUT', 400]]);
  });
});

describe('a place', () => {
  test('left out is the end', async () => {
    const { cliq, run, otherDevice, chatsOf } = await virtualWorld();
    await run(() => cliq.folders.reorderChat(folders.people, { chat_id: direct.ben }));
    expect(await chatsOf(folders.people)).toEqual([direct.chloe, direct.ben]);
    await run(() => cliq.folders.reorder(folders.launch));
    expect((await otherDevice.folders.list().toArray()).map(({ category_id }) => category_id)).toEqual([
      'default',
      folders.people,
      folders.launch,
    ]);
  });

  test('in the default folder is one, too', async () => {
    const { cliq, otherDevice, run, clock, chatsOf } = await virtualWorld();
    await otherDevice.folders.pinChat(direct.dev);
    clock.advance(1000);
    const [first = ''] = await chatsOf('default');
    await run(() => cliq.folders.reorderChat('default', { chat_id: direct.dev, pin_above: first }));
    expect(await chatsOf('default')).toEqual([direct.dev, first]);
  });

  test('in a folder that the user does not have is refused, and nothing is moved', async () => {
    const { cliq, run, arrived } = await virtualWorld();
    const error = await run(() =>
      rejectionOf(cliq.folders.reorderChat('4999999999999', { chat_id: direct.ben })),
    );
    expect(error).toBeInstanceOf(InputError);
    expect(arrived('reorderChatInCategory')).toEqual([]);
  });
});

describe('the ids of messages', () => {
  const forms: [string, (id: string) => string][] = [
    ['as they are', (id) => id],
    ['with a space', (id) => id.replace('_', ' ')],
    ['with %20', (id) => id.replace('_', '%20')],
  ];

  test.each(forms)('%s are recognised in a list that is read back', async (_form, written) => {
    const world = await virtualWorld();
    const { cliqWith, emulator, otherDevice, run, commits, statuses } = world;
    emulator.faults.plan('reorderPinnedMessages', 'commit-then-reset');
    const move = { message_id: written(messages.rollback), pin_above: written(messages.checklist) };
    await run(() => cliqWith(once).pins.reorder(chatId, move));
    expect([commits('reorderPinnedMessages'), statuses('reorderPinnedMessages')]).toEqual([1, [undefined]]);
    const pins = await otherDevice.pins.list(chatId).toArray();
    expect(pins.map(({ id }) => id)).toEqual([messages.rollback, messages.checklist]);
  });

  test('are recognised on a later page of a long list', async () => {
    const ids = Array.from({ length: 45 }, (_none, index) => `${1791000000000 + index}_1`);
    const seed: Seed = {
      ...demoSeed,
      chats: demoSeed.chats.map((chat) =>
        chat.id === chatId
          ? {
              ...chat,
              messages: ids.map((id) => ({ id, senderId: demo.users.ana, text: id })),
              pins: ids.map((messageId) => ({ messageId, creatorId: demo.users.ana })),
            }
          : chat,
      ),
      threads: [],
    };
    const { cliqWith, emulator, run, commits, arrived } = await virtualWorld({ seed });
    emulator.faults.plan('reorderPinnedMessages', 'commit-then-reset');
    const [first = '', last = ''] = [ids[0], ids.at(-1)];
    await run(() => cliqWith(once).pins.reorder(chatId, { message_id: first }));
    await run(() => cliqWith(once).pins.reorder(chatId, { message_id: last, pin_above: ids[30] ?? '' }));
    expect(commits('reorderPinnedMessages')).toBe(2);
    expect(arrived('getPinnedMessages').length).toBeGreaterThanOrEqual(9);
  });
});

test('a move is what it was when it was asked for, whatever becomes of the object', async () => {
  const { cliq, otherDevice, run } = await virtualWorld();
  const move: PinMove = { message_id: messages.rollback, pin_above: messages.checklist };
  await run(() => {
    const moved = cliq.pins.reorder(chatId, move);
    move.message_id = messages.checklist;
    delete move.pin_above;
    return moved;
  });
  const pins = await otherDevice.pins.list(chatId).toArray();
  expect(pins.map(({ id }) => id)).toEqual([messages.rollback, messages.checklist]);
});
