import { demo } from '@cliqkit/emulator';
import { memoryBudgets } from 'cliqkit';
import { expect } from 'vitest';
import { mostInAnyWindow } from '../../faults/rate/paced.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const { channels, direct, folders, messages, threads, users } = demo;
const launch = channels.launch.chatId;

export const sharedBucket: Invariant = {
  id: 'INV-08',
  says: 'operations of one URL share one budget, and users do not',
  async check(makeClient) {
    const { clock, emulator, setup } = await bench();
    const budgets = memoryBudgets({ clock });
    const tokenOf = (userId: string): string => emulator.issueToken({ userId, expiresInMs: 1e9 });
    const ana = cliqOf(makeClient({ ...setup, budgets, accessToken: tokenOf(users.ana) }));
    const last_sync_time = clock.wall();
    const start = { text: 'Who can help?', thread_message_id: messages.pricing };
    const variants: (() => Promise<unknown>)[] = [
      async () => ana.folders.updateDetails(folders.launch, { title: 'Launch' }),
      async () => ana.folders.reorderChat(folders.launch, { chat_id: launch, last_sync_time }),
      async () => ana.folders.reorder(folders.people, { pin_above: folders.launch, last_sync_time }),
      async () => ana.folders.update(folders.people, { chat_ids: [direct.ben], last_sync_time }),
      async () => ana.pins.getPrimary(launch),
      async () => ana.pins.list(launch).toArray(),
      async () => ana.threads.start({ chatId: launch }, start),
      async () => ana.threads.reply(threads.rollback, { text: 'All steps work.' }),
    ];
    await clock.run(() =>
      Promise.all(
        Array.from({ length: 15 }, () => variants.map((run) => run().catch(() => undefined))).flat(),
      ),
    );
    const byUrl = groupsOf(emulator.journal.entries());
    for (const [url, at] of byUrl) {
      expect(mostInAnyWindow(at)).toBeLessThanOrEqual(url.startsWith('PUT') ? 50 : 20);
    }
    expect(emulator.violations().filter(({ kind }) => kind !== 'duplicate-commit')).toEqual([]);

    const ben = cliqOf(makeClient({ ...setup, budgets, user: 'ben', accessToken: tokenOf(users.ben) }));
    const before = clock.mono();
    await clock.run(() => ben.pins.list(launch).toArray());
    expect(clock.mono()).toBe(before);
  },
};

function groupsOf(entries: readonly { method: string; path: string; mono: number }[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { method, path, mono } of entries) {
    const url = `${method} ${path.replace(/\/(pin-categories|chats)\/[^/]+/, '/$1/{}')}`;
    groups.set(url, [...(groups.get(url) ?? []), mono]);
  }
  return groups;
}
