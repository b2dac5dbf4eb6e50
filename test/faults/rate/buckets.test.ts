import { demo } from '@cliqkit/emulator';
import type { BudgetStore } from 'cliqkit';
import { memoryBudgets } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { anyCall, everyOperation, leastInput, leastReply } from '../support/every-operation.ts';
import { paced, times, timesOf } from './paced.ts';

const { channels, folders, messages, threads, users } = demo;
const launch = channels.launch.chatId;
const failure = (error: unknown): unknown => error;

/** The key and the limit of the budget that a call of each operation takes its slot from. */
async function budgetsOfAll(): Promise<Map<string, { key: string; limit: number }>> {
  const budgets = new Map<string, { key: string; limit: number }>();
  for (const operation of everyOperation) {
    const memory = memoryBudgets();
    const store: BudgetStore = {
      acquire(key, limits) {
        budgets.set(operation.id, { key, limit: limits.limit });
        return memory.acquire(key, limits);
      },
      settle: memory.settle,
    };
    const call = anyCall(async () => leastReply(operation), { pace: { store, user: 'ana' } });
    await call(operation.id, leastInput(operation));
  }
  return budgets;
}

describe('operations that share a URL and a method', () => {
  carries('R08', 'share one budget, and no others do: true of all', async () => {
    const budgets = await budgetsOfAll();
    expect(budgets.size).toBe(everyOperation.length);
    for (const a of everyOperation) {
      for (const b of everyOperation) {
        const url = ({ method, path }: typeof a): string => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
        const shared = budgets.get(a.id)?.key === budgets.get(b.id)?.key;
        expect([a.id, b.id, shared]).toEqual([a.id, b.id, url(a) === url(b)]);
      }
    }
    expect(new Set([...budgets.values()].map(({ key }) => key)).size).toBeLessThan(budgets.size);
  });

  carries(
    'R08',
    'are counted together at the service: the 51st change of a folder waits, whichever of the four it is',
    async () => {
      const { clock, emulator, cliq, entries } = await paced();
      const last_sync_time = clock.wall();
      const variants = [
        async (): Promise<unknown> => cliq.folders.updateDetails(folders.launch, { title: 'Launch' }),
        async () => cliq.folders.reorderChat(folders.launch, { chat_id: launch, last_sync_time }),
        async () => cliq.folders.reorder(folders.people, { pin_above: folders.launch, last_sync_time }),
        async () =>
          cliq.folders.replaceChats(folders.people, { chat_ids: [demo.direct.ben], last_sync_time }),
      ];
      // Most meet a conflict: they count for the limit all the same.
      await clock.run(() => times(120, async (index) => variants[index % 4]?.().catch(failure)));
      expect(timesOf(entries())).toEqual([
        ...Array(50).fill(0),
        ...Array(50).fill(60_000),
        ...Array(20).fill(120_000),
      ]);
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries(
    'R08',
    'are counted together at the service: lists of pins and primary pins, threads begun and answered',
    async () => {
      const { clock, emulator, cliq, arrived } = await paced();
      const start = { text: 'Who can help?', thread_message_id: messages.pricing };
      await clock.run(() =>
        times<unknown>(30, (index) =>
          Promise.all([
            index % 2 ? cliq.pins.list(launch).toArray() : cliq.pins.getPrimary(launch),
            index % 2
              ? cliq.threads.start({ chatId: launch }, { ...start, text: `${index}` })
              : cliq.threads.reply(threads.rollback, { text: `${index}` }),
          ]),
        ),
      );
      const pins = [...arrived('getPinnedMessages'), ...arrived('getPrimaryPinnedMessage')];
      const posts = [...arrived('createThreadMessageByChatId'), ...arrived('sendMessageToThread')];
      for (const both of [pins, posts]) {
        expect(timesOf(both).sort((a, b) => a - b)).toEqual([
          ...Array(20).fill(0),
          ...Array(10).fill(60_000),
        ]);
      }
      expect(emulator.violations()).toEqual([]);
    },
  );
});

describe('users', () => {
  carries('R09', 'of one store have a limit each, and a lock each', async () => {
    const { clock, emulator, cliqWith, token, entries } = await paced();
    const store = memoryBudgets({ clock });
    const clientOf = (user: keyof typeof users) =>
      cliqWith({ credentials: { accessToken: token(users[user]) }, pace: { store, user } });
    const [ana, ben] = [clientOf('ana'), clientOf('ben')];
    await clock.run(() =>
      Promise.all([ana, ben].map(({ folders }) => times(20, () => folders.list().toArray()))),
    );
    expect(clock.mono()).toBe(0);
    clock.advance(60_000);
    emulator.faults.plan('getPinCategories', 'throttle');
    const locked = ana.folders.list().toArray();
    await clock.run(() => times(20, () => ben.folders.list().toArray()));
    expect(clock.mono()).toBe(60_000);
    await clock.run(locked);
    const mine = entries().filter(({ userId }) => userId === users.ana);
    expect(timesOf(mine).slice(20)).toEqual([60_000, 360_000]);
    emulator.faults.assertConsumed();
    expect(emulator.violations()).toEqual([]);
  });

  carries('R09', 'without a store in common are not held up by one another', async () => {
    const { clock, cliqWith, token } = await paced();
    const clients = Object.values(users).map((user) =>
      cliqWith({ credentials: { accessToken: token(user) } }),
    );
    await clock.run(() =>
      Promise.all(clients.map(({ folders }) => times(20, () => folders.list().toArray()))),
    );
    expect(clock.mono()).toBe(0);
  });
});

describe('an operation that documents no limit', () => {
  carries('R15', 'is called 20 times a minute at most: the followers of a thread', async () => {
    const { clock, emulator, cliq, arrived } = await paced();
    await clock.run(() => times(41, () => cliq.threads.followers(threads.rollback).toArray()));
    const at = timesOf(arrived('getThreadFollowers'));
    expect(at).toEqual([...Array(20).fill(0), ...Array(20).fill(60_000), 120_000]);
    expect(emulator.violations()).toEqual([]);
  });

  carries('R15', 'is locked for as long as its neighbours are', async () => {
    const { clock, emulator, cliq, arrived } = await paced();
    emulator.faults.plan('getThreadFollowers', 'throttle');
    await clock.run(() => cliq.threads.followers(threads.rollback).toArray());
    expect(timesOf(arrived('getThreadFollowers'))).toEqual([0, 600_000]);
    emulator.faults.assertConsumed();
  });

  carries(
    'R15',
    'is the only one; its limit is marked as assumed, and every other as documented',
    async () => {
      const budgets = await budgetsOfAll();
      const assumed = everyOperation
        .filter(({ limitSource }) => limitSource === 'assumed')
        .map(({ id }) => id);
      expect(assumed).toEqual(['getThreadFollowers']);
      expect(budgets.get('getThreadFollowers')?.limit).toBe(20);
      for (const { id, limit } of everyOperation) expect([id, budgets.get(id)?.limit]).toEqual([id, limit]);
    },
  );
});
