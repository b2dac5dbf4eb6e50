import type { CallOptions } from 'cliqkit';
import { memoryBudgets } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { PinnedChat } from './pinned-chat.ts';
import { chatId, messageIds, pinnedChat } from './pinned-chat.ts';

const operation = 'deletePinnedMessages';
const chunk = 25;
const calls = 4;
const ids = messageIds(calls * chunk);
const everyCall = Array.from({ length: calls }, (_none, index) => index);

/** Removes all pins, and does something when the call with this number is sent. */
async function interrupted(
  k: number,
  happens: (world: PinnedChat) => void,
  options: CallOptions = {},
  pace = false,
) {
  const world = await pinnedChat(ids.length);
  const { clock, emulator, cliqWith } = world;
  let sent = 0;
  const cliq = cliqWith({
    retry: false,
    clock,
    ...(pace && { pace: { store: memoryBudgets({ clock }), user: 'ana' } }),
    fetch: (input, init) => {
      if (sent === k) happens(world);
      sent += 1;
      return emulator.fetch(input, init);
    },
  });
  const result = await clock.run(() => cliq.pins.remove(chatId, ids, options));
  return { ...world, result, sent: () => sent };
}

/** Takes a batch up again: what is unknown is looked at first, as its hint says. */
async function takeUp({ clock, cliq, pinned }: PinnedChat, open: readonly string[]): Promise<void> {
  const left = new Set(await pinned());
  const again = open.filter((id) => left.has(id));
  if (again.length > 0)
    expect(await clock.run(() => cliq.pins.remove(chatId, again))).toMatchObject({ ok: true });
  expect(await pinned()).toEqual([]);
}

const parts = (k: number) => ({
  before: ids.slice(0, k * chunk),
  at: ids.slice(k * chunk, (k + 1) * chunk),
  after: ids.slice((k + 1) * chunk),
});

describe('a batch that is cut short in the middle', () => {
  carries.each(
    'B03',
    everyCall,
    'by an abort while call %s is under way is divided exactly, and can be taken up again',
    async (k) => {
      const stop = new AbortController();
      const reason = new Error('enough');
      const world = await interrupted(k, () => stop.abort(reason), { signal: stop.signal });
      const { before, at, after } = parts(k);
      expect(world.result).toEqual({
        ok: false,
        succeeded: before,
        failed: [],
        unknown: at.map((id) => ({ id, error: reason })),
        notAttempted: after,
      });
      expect(world.sent()).toBe(k + 1);
      await takeUp(world, [...at, ...after]);
    },
  );

  carries.each(
    'B03',
    everyCall,
    'by a deadline in call %s is divided exactly, and can be taken up again',
    async (k) => {
      const world = await interrupted(
        k,
        ({ emulator }) => emulator.faults.plan(operation, k % 2 ? 'stall' : 'commit-then-stall'),
        { deadline: 5_000 },
      );
      const { before, at, after } = parts(k);
      expect(world.result).toMatchObject({ succeeded: before, failed: [], notAttempted: after });
      expect(world.result.unknown.map(({ id }) => id)).toEqual(at);
      expect(world.result.unknown[0]?.error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' });
      world.emulator.faults.assertConsumed();
      await takeUp(world, [...at, ...after]);
    },
  );

  carries.each(
    'B03',
    everyCall,
    'by a lock in call %s, for which there is no time, is divided exactly, and can be taken up again',
    async (k) => {
      for (const pace of [false, true]) {
        const world = await interrupted(
          k,
          ({ emulator }) => emulator.faults.plan(operation, 'throttle'),
          { deadline: 5_000 },
          pace,
        );
        const { before, at, after } = parts(k);
        expect(world.result).toMatchObject({ succeeded: before, unknown: [], notAttempted: after });
        expect(world.result.failed.map(({ id }) => id)).toEqual(at);
        expect(world.result.failed[0]?.error).toMatchObject({
          name: 'RateLimitError',
          outcome: 'notApplied',
        });
        world.emulator.faults.assertConsumed();
        await takeUp(world, [...at, ...after]);
      }
    },
  );
});
