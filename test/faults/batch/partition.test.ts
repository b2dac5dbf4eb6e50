import type { Fault } from '@cliqkit/emulator';
import type { BatchResult } from 'cliqkit';
import { assertComplete, BatchError } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chatId, messageIds, pinnedChat } from './pinned-chat.ts';

const operation = 'deletePinnedMessages';
const chunk = 25;

/** What can happen to one call of a batch, and in which list its items belong then, when nothing is repeated. */
const fates: [fault: Fault | undefined, list: keyof BatchResult, stops: boolean][] = [
  [undefined, 'succeeded', false],
  [{ kind: 'status', status: 400, code: 'operation_failed' }, 'failed', false],
  [{ kind: 'status', status: 404 }, 'failed', false],
  [{ kind: 'status', status: 403 }, 'failed', true],
  ['expire-token', 'failed', true],
  ['refuse-connect', 'failed', true],
  ['throttle', 'failed', true],
  ['reset-before-read', 'unknown', true],
  ['commit-then-reset', 'unknown', true],
  ['commit-then-stall', 'unknown', true],
  ['stall', 'unknown', true],
  ['html', 'unknown', true],
  ['redirect', 'unknown', true],
  [{ kind: 'status', status: 500 }, 'unknown', true],
];

const idsOf = (result: BatchResult, list: keyof BatchResult): string[] => {
  const items = result[list];
  return Array.isArray(items) ? items.map((item) => (typeof item === 'string' ? item : item.id)) : [];
};

/** In which list each item belongs, when each call meets its fate in turn. */
function expectedLists(
  ids: readonly string[],
  plan: readonly (typeof fates)[number][],
): [string, keyof BatchResult][] {
  const end = plan.findIndex(([, , stops]) => stops);
  return ids.map((id, index) => {
    const call = Math.floor(index / chunk);
    const reached = end < 0 || call <= end;
    return [id, reached ? (plan[call]?.[1] ?? 'succeeded') : 'notAttempted'];
  });
}

/** Every item once, in the order given. */
function expectPartition(result: BatchResult, ids: readonly string[]): void {
  const lists = (['succeeded', 'failed', 'unknown', 'notAttempted'] as const).map((list) =>
    idsOf(result, list),
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  expect(lists.flat().sort()).toEqual([...ids].sort());
  for (const list of lists) {
    const places = list.map((id) => place.get(id) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
  expect(result.ok).toBe(lists[0]?.length === ids.length);
}

describe('a batch, some of whose calls fail', () => {
  carries('B01', 'says of every item what became of it, and is right about it', async () => {
    const struck = new Set<string>();
    const plans = fc.array(fc.constantFrom(...fates), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 130 }), plans, async (count, plan) => {
        const { clock, emulator, cliqWith, pinned } = await pinnedChat(count);
        const ids = messageIds(count);
        let calls = 0;
        const cliq = cliqWith({
          retry: false,
          fetch: (input, init) => {
            const fault = plan[calls]?.[0];
            calls += 1;
            if (fault !== undefined) emulator.faults.plan(operation, fault);
            return emulator.fetch(input, init);
          },
        });
        const result = await clock.run(() => cliq.pins.remove(chatId, ids));
        emulator.faults.assertConsumed();
        for (const { fault } of emulator.faults.account().consumed) struck.add(JSON.stringify(fault));
        expectPartition(result, ids);
        for (const [id, list] of expectedLists(ids, plan)) expect(idsOf(result, list)).toContain(id);
        const left = new Set(await pinned());
        expect(idsOf(result, 'succeeded').filter((id) => left.has(id))).toEqual([]);
        const untouched = [...idsOf(result, 'failed'), ...idsOf(result, 'notAttempted')];
        expect(untouched.filter((id) => !left.has(id))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(struck.size).toBe(fates.length - 1);
  });

  carries('B01', 'keeps each call to 25 items, and sends no more calls than it takes', async () => {
    for (const count of [1, 24, 25, 26, 50, 51, 99]) {
      const { cliq, arrived, commits, pinned } = await pinnedChat(count);
      assertComplete(await cliq.pins.remove(chatId, messageIds(count)));
      expect([arrived(operation).length, commits(operation)]).toEqual([
        Math.ceil(count / 25),
        Math.ceil(count / 25),
      ]);
      expect(await pinned()).toEqual([]);
    }
  });

  carries('B01', 'throws what it did not do only when it is asked to', async () => {
    const { emulator, cliq } = await pinnedChat(60);
    emulator.faults.plan(operation, { kind: 'status', status: 403 });
    const result = await cliq.pins.remove(chatId, messageIds(60));
    expect(() => assertComplete(result)).toThrow(BatchError);
    emulator.faults.assertConsumed();
  });
});

describe('a batch in which ids come twice', () => {
  const indexes = fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 150 });

  carries('B02', 'sends each once, and reports it once, where it came first', async () => {
    await fc.assert(
      fc.asyncProperty(indexes, async (chosen) => {
        const { cliq, commits, pinned } = await pinnedChat(60);
        const all = messageIds(60);
        const ids = chosen.map((index) => all[index] ?? '');
        const unique = [...new Set(ids)];
        const result = await cliq.pins.remove(chatId, ids);
        expect(result).toEqual({ ok: true, succeeded: unique, failed: [], unknown: [], notAttempted: [] });
        expect(commits(operation)).toBe(Math.ceil(unique.length / 25));
        expect(await pinned()).toEqual(all.filter((id) => !unique.includes(id)));
      }),
      { numRuns: 40 },
    );
  });

  carries('B02', 'sends each once, in whichever of its three forms it comes', async () => {
    const { cliq, pinned } = await pinnedChat(60);
    const ids = messageIds(30);
    const forms = [
      ...ids,
      ...ids.map((id) => id.replace('_', ' ')),
      ...ids.map((id) => id.replace('_', '%20')),
    ];
    const { ok, succeeded, failed } = await cliq.pins.remove(chatId, forms);
    expect([ok, succeeded.length, failed.length]).toEqual([true, 30, 0]);
    expect(await pinned()).toHaveLength(30);
  });
});
