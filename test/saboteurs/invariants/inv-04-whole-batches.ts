import type { Fault } from '@cliqkit/emulator';
import { expect } from 'vitest';
import { chatId, messageIds, seedWith } from '../../faults/batch/pinned-chat.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const faults: (Fault | undefined)[] = [
  undefined,
  { kind: 'status', status: 400, code: 'operation_failed' },
  { kind: 'status', status: 403 },
  'commit-then-reset',
];

export const wholeBatches: Invariant = {
  id: 'INV-04',
  says: 'a batch says of each item what became of it, once, in order, and is right',
  async check(makeClient) {
    const ids = messageIds(70);
    for (const fault of faults) {
      const { clock, emulator, setup } = await bench({
        seed: seedWith(70),
        quirks: { maxPinnedMessages: 100 },
      });
      const cliq = cliqOf(makeClient(setup));
      if (fault !== undefined) emulator.faults.plan('deletePinnedMessages', fault);
      const { succeeded, failed, unknown, notAttempted } = await clock.run(() =>
        cliq.pins.remove(chatId, ids),
      );
      const lists = [succeeded, failed.map(({ id }) => id), unknown.map(({ id }) => id), notAttempted];
      expect(lists.flat().sort()).toEqual([...ids].sort());
      for (const list of lists) expect(list).toEqual(ids.filter((id) => list.includes(id)));
      clock.advance(400_000);
      const left = await clock.run(() => cliq.pins.list(chatId, { limit: 100 }).toArray());
      const pinned = new Set(left.map(({ id }) => id.replace(/ |%20/, '_')));
      expect(succeeded.filter((id) => pinned.has(id))).toEqual([]);
      expect([...(lists[1] ?? []), ...notAttempted].filter((id) => !pinned.has(id))).toEqual([]);
    }
  },
};
