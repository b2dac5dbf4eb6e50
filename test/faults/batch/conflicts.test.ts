import { createClock, demo } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { emulated } from '../support/emulated.ts';
import { failureOf } from '../support/failure-of.ts';
import type { PinnedChat } from './pinned-chat.ts';
import { chatId, messageIds, pinnedChat, start } from './pinned-chat.ts';

const move = 'reorderPinnedMessages';
const edit = 'bulkUpdateChatsInCategory';
const [first, second, third, fourth] = messageIds(4) as [string, string, string, string];

/** A client of Ana's; before each of its first so many changes Ben changes the pins. */
function disturbed({ cliqWith, emulator, ben, clock }: PinnedChat, changes: number) {
  let left = changes;
  return cliqWith({
    fetch: async (input, init) => {
      if (init?.method === 'PUT' && left > 0) {
        left -= 1;
        clock.advance(1);
        const pin = { message_id: fourth, expiry_time: -1, notify: false } as const;
        await ben.pins.add(chatId, pin);
      }
      return emulator.fetch(input, init);
    },
  });
}

describe('a move that is based on a list which somebody has changed since', () => {
  carries.each('B04', [0, 1, 2], 'is made on the new list, after %s conflicts', async (conflicts) => {
    const world = await pinnedChat(4);
    const { clock, arrived, commits, pinned } = world;
    const { pins } = disturbed(world, conflicts);
    await clock.run(() => pins.reorder(chatId, { message_id: third, pin_above: first }));
    expect([arrived(move).length, commits(move)]).toEqual([conflicts + 1, 1]);
    expect(arrived('getPinnedMessages')).toHaveLength(conflicts + 1);
    const order = await pinned();
    expect(order.indexOf(third)).toBe(order.indexOf(first) - 1);
  });

  carries('B04', 'is given up as a conflict after the third', async () => {
    const world = await pinnedChat(4);
    const { clock, arrived, commits } = world;
    const { pins } = disturbed(world, 10);
    const error = await clock.run(() =>
      failureOf(pins.reorder(chatId, { message_id: third, pin_above: first })),
    );
    expect(error).toMatchObject({ name: 'ConflictError', code: 'client_not_synced', outcome: 'notApplied' });
    expect([arrived(move).length, commits(move)]).toEqual([3, 0]);
  });

  carries('B04', 'and names the reading it is based on, is made once, and thrown as a conflict', async () => {
    const { clock, ben, cliq, arrived, commits } = await pinnedChat(4);
    const [page] = await clock.run(async () => {
      const pages = [];
      for await (const read of cliq.pins.list(chatId).pages()) pages.push(read);
      return pages;
    });
    clock.advance(1);
    await ben.pins.add(chatId, { message_id: fourth, expiry_time: -1, notify: false });
    clock.advance(5_000);
    const body = { message_id: third, pin_above: first, last_sync_time: page?.syncTime ?? 0 };
    expect(await failureOf(cliq.pins.reorder(chatId, body))).toMatchObject({
      name: 'ConflictError',
      outcome: 'notApplied',
      attempts: 1,
    });
    expect([arrived(move).length, commits(move)]).toEqual([1, 0]);
  });
});

describe('a change of a folder, of which somebody has changed the chats since', () => {
  const { folders, direct, group } = demo;
  const chatsOf = async (cliq: Awaited<ReturnType<typeof emulated>>['cliq']) => {
    const list = await cliq.folders.list({ include_fields: ['chats'] }).toArray();
    return list
      .find(({ category_id }) => category_id === folders.people)
      ?.chats?.map(({ chat_id }) => chat_id);
  };

  carries('B04', 'is worked out anew from what is there, and loses nothing of the other change', async () => {
    const clock = createClock({ at: start });
    const { emulator, cliqWith, cliq, arrived, commits } = await emulated({ clock });
    const others = [direct.dev, group.offsite];
    const mine = cliqWith({
      fetch: async (input, init) => {
        const other = init?.method === 'PUT' ? others.pop() : undefined;
        if (other !== undefined) await cliq.folders.pinChat(other, { category_id: folders.people });
        return emulator.fetch(input, init);
      },
    });
    const seen: number[] = [];
    const result = await clock.run(() =>
      mine.folders.edit(folders.people, (chats) => {
        seen.push(chats.length);
        return [...chats].reverse();
      }),
    );
    expect(seen).toEqual([2, 3, 4]);
    expect(result).toMatchObject({ ok: true });
    expect(await chatsOf(cliq)).toEqual([direct.dev, group.offsite, direct.chloe, direct.ben]);
    expect([arrived(edit).length, commits(edit)]).toEqual([3, 1]);
  });
});

const lost = ['commit-then-reset', 'commit-then-stall'] as const;
const unmade = ['reset-before-read', 'stall', 'html', { kind: 'status', status: 500 }] as const;

describe('a move whose reply is lost', () => {
  carries.each(
    'B05',
    lost,
    '(%s) is found in the list, and is a success: carried out once',
    async (fault) => {
      for (const retry of [undefined, false] as const) {
        const { clock, emulator, cliqWith, commits, pinned } = await pinnedChat(4);
        emulator.faults.plan(move, fault);
        const { pins } = cliqWith({ retry });
        await clock.run(() => pins.reorder(chatId, { message_id: third, pin_above: first }));
        emulator.faults.assertConsumed();
        expect([commits(move), await pinned()]).toEqual([1, [third, first, second, fourth]]);
      }
    },
  );

  carries('B05', 'is found in the list in whichever form its ids were given', async () => {
    for (const form of [' ', '%20']) {
      const { clock, emulator, cliq, commits } = await pinnedChat(4);
      emulator.faults.plan(move, 'commit-then-reset');
      const [message_id, pin_above] = [third, first].map((id) => id.replace('_', form));
      await clock.run(() =>
        cliq.pins.reorder(chatId, { message_id: message_id ?? '', pin_above: pin_above ?? '' }),
      );
      emulator.faults.assertConsumed();
      expect(commits(move)).toBe(1);
    }
  });

  carries.each('B05', unmade, '(%s) and that was not made is made after all', async (fault) => {
    const { clock, emulator, cliqWith, commits, pinned } = await pinnedChat(4);
    emulator.faults.plan(move, fault, fault);
    const { pins } = cliqWith({ retry: false });
    await clock.run(() => pins.reorder(chatId, { message_id: third, pin_above: first }));
    emulator.faults.assertConsumed();
    expect([commits(move), await pinned()]).toEqual([1, [third, first, second, fourth]]);
  });

  carries('B05', 'in a list that somebody changes meanwhile is unknown, and not made again', async () => {
    for (const fault of [...lost, 'reset-before-read'] as const) {
      const { clock, emulator, cliqWith, ben, arrived } = await pinnedChat(4);
      emulator.faults.plan(move, fault);
      clock.timer(fault === 'commit-then-stall' ? 30_500 : 500, () => {
        void ben.pins.reorder(chatId, { message_id: first, last_sync_time: clock.wall() });
      });
      const { pins } = cliqWith({ retry: false });
      const error = await clock.run(() =>
        failureOf(pins.reorder(chatId, { message_id: third, pin_above: first })),
      );
      expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
      expect(arrived(move)).toHaveLength(2); // Ben's is the other one.
      emulator.faults.assertConsumed();
    }
  });

  carries(
    'B05',
    'and whose list cannot be read any more is unknown: the error is that of the move',
    async () => {
      const { clock, emulator, cliqWith } = await pinnedChat(4);
      emulator.faults.plan(move, 'commit-then-reset');
      const { pins } = cliqWith({
        retry: false,
        fetch: async (input, init) => {
          if (emulator.faults.account().consumed.length > 0) throw new TypeError('fetch failed');
          return emulator.fetch(input, init);
        },
      });
      const error = await clock.run(() =>
        failureOf(pins.reorder(chatId, { message_id: third, pin_above: first })),
      );
      expect(error).toMatchObject({ name: 'ConnectionError', operation: move, outcome: 'unknown' });
      emulator.faults.assertConsumed();
    },
  );

  carries(
    'B05',
    'and that names its reading may meet itself as a conflict: unknown, and never a mere conflict',
    async () => {
      for (const fault of lost) {
        const { clock, emulator, cliq, commits } = await pinnedChat(4);
        emulator.faults.plan(move, fault);
        const body = { message_id: third, pin_above: first, last_sync_time: clock.wall() - 1_000 };
        const error = await clock.run(() => failureOf(cliq.pins.reorder(chatId, body)));
        expect(error).toMatchObject({ name: 'ConflictError', outcome: 'unknown', attempts: 2 });
        emulator.faults.assertConsumed();
        expect(commits(move)).toBe(1);
      }
    },
  );
});
