import { demo } from '@cliqkit/emulator';
import { isCliqError } from 'cliqkit';
import { expect } from 'vitest';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const { channels, messages } = demo;
const chatId = channels.launch.chatId;
const operation = 'reorderPinnedMessages';

export const honestConflicts: Invariant = {
  id: 'INV-05',
  says: 'a change based on an old reading is not made over and over, and one that may be made is no mere conflict',
  async check(makeClient) {
    for (const fault of [undefined, 'commit-then-reset'] as const) {
      const { clock, emulator, setup, arrived, commits } = await bench();
      const cliq = cliqOf(makeClient(setup));
      const move = {
        message_id: messages.rollback,
        pin_above: messages.checklist,
        last_sync_time: clock.wall(),
      };
      if (fault === undefined) {
        clock.advance(5_000);
        await clock.run(() =>
          cliq.pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false }),
        );
      } else emulator.faults.plan(operation, fault);
      clock.advance(5_000);
      const last_sync_time = fault === undefined ? move.last_sync_time : clock.wall() - 1;
      const error = await clock.run(() =>
        cliq.pins.reorder(chatId, { ...move, last_sync_time }).catch((thrown: unknown) => thrown),
      );
      emulator.faults.assertConsumed();
      expect(isCliqError(error) ? error.outcome : error).toBe(fault === undefined ? 'notApplied' : 'unknown');
      expect([arrived(operation).length, commits(operation)]).toEqual(fault === undefined ? [1, 0] : [2, 1]);
    }
  },
};
