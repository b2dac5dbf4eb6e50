import type { Handler } from '../pipeline/call.ts';
import { memberChat } from '../pipeline/member-chat.ts';
import { requireSynced } from '../pipeline/require-synced.ts';
import { canonicalMessageId } from '../state/message-id.ts';
import { moveAbove } from '../state/move-above.ts';
import { currentPins, touch } from '../state/pin-board.ts';

export const reorderPinnedMessages: Handler<'reorderPinnedMessages'> = (call) => {
  const { board } = memberChat(call);
  const pins = currentPins(board, call.now, call.quirks.primaryRemoved);
  requireSynced(call, call.body.last_sync_time, board.modifiedAt);
  const pinnedMessage = (id: string) => {
    const pin = pins.find(({ message }) => message.id === canonicalMessageId(id));
    if (pin === undefined) throw call.refuse('operation_failed', 'This message is not pinned in the chat.');
    return pin;
  };
  const moved = pinnedMessage(call.body.message_id);
  const above = call.body.pin_above === undefined ? undefined : pinnedMessage(call.body.pin_above);
  if (moved === above) throw call.refuse('operation_failed', 'A pin cannot go above itself.');
  const { primary } = board;
  board.pins = moveAbove(pins, moved, above);
  touch(board, call.now, moved);
  if (primary === undefined || above === undefined) return undefined;
  // Wherever above the primary pin it went, it outranks it now.
  if (board.pins.indexOf(moved) < board.pins.indexOf(primary)) {
    board.primary = moved;
    primary.change = board.changes;
  }
  return undefined;
};
