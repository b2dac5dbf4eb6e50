import { demo } from '@cliqkit/emulator';
import type { operations } from '@cliqkit/types/pins';
import type { Draws } from './storm-call.ts';
import { drawSyncTime } from './storm-call.ts';

const { channels, messages } = demo;
const { chatId } = channels.launch;
const some = [messages.kickoff, messages.pricing, messages.freeze, messages.screenshots] as const;
/** No pin ends within a storm. */
const farAway = Date.UTC(2031, 0, 1);

export const pinCalls: Draws<keyof typeof operations> = {
  getPinnedMessages: () => ({ run: ({ pins }, options) => pins.list(chatId, {}, options).toArray() }),
  getPrimaryPinnedMessage: () => ({ run: ({ pins }, options) => pins.getPrimary(chatId, options) }),
  addPinnedMessage: (dice, { number }) => {
    // A time of its own makes each request unlike every other.
    const body = { message_id: dice.pick(some), expiry_time: farAway + number, notify: true };
    return { run: ({ pins }, options) => pins.add(chatId, body, options) };
  },
  reorderPinnedMessages: (dice, around) => {
    const { reads, ...syncTime } = drawSyncTime(dice, around);
    const body = { message_id: messages.rollback, pin_above: messages.checklist, ...syncTime };
    return { reads, run: ({ pins }, options) => pins.reorder(chatId, body, options) };
  },
  deletePinnedMessages: (dice) => {
    const ids = [dice.pick(some)];
    return dice.chance(0.2)
      ? { run: ({ pins }, options) => pins.clear(chatId, options) }
      : { run: ({ pins }, options) => pins.remove(chatId, ids, options) };
  },
};
