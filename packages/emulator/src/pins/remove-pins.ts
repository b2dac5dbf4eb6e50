import type { Handler } from '../pipeline/call.ts';
import { memberChat } from '../pipeline/member-chat.ts';
import { canonicalMessageId } from '../state/message-id.ts';
import { currentPins, keepPins, touch } from '../state/pin-board.ts';

/** Removes pins; all of them when no message is named. One message that is not pinned refuses the whole call. */
export const deletePinnedMessages: Handler<'deletePinnedMessages'> = (call) => {
  const { board } = memberChat(call);
  const pins = currentPins(board, call.now, call.quirks.primaryRemoved);
  const named = new Set((call.body?.message_ids ?? []).map(canonicalMessageId));
  const removed = named.size === 0 ? pins : pins.filter(({ message }) => named.has(message.id));
  if (removed.length < named.size)
    throw call.refuse('operation_failed', 'One of the messages is not pinned in the chat.');
  if (removed.length === 0) return undefined;
  const promoted = keepPins(board, (pin) => !removed.includes(pin), call.quirks.primaryRemoved);
  touch(board, call.now, ...(promoted === undefined ? [] : [promoted]));
  return undefined;
};
