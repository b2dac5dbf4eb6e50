import type { Call, Handler } from '../pipeline/call.ts';
import { memberChat } from '../pipeline/member-chat.ts';
import { requireRoom } from '../pipeline/require-room.ts';
import { canonicalMessageId } from '../state/message-id.ts';
import { parseMoment } from '../state/moment.ts';
import type { Pin, PinBoard } from '../state/pin-board.ts';
import { currentPins, never, touch } from '../state/pin-board.ts';
import type { Chat } from '../state/workspace.ts';
import { pinEnvelope, presentPin } from './present-pin.ts';

type AddCall = Call<'addPinnedMessage'>;

function expiryOf(call: AddCall): number {
  const { expiry_time: given } = call.body;
  if (given === never) return never;
  const expiresAt = parseMoment(given);
  if (expiresAt === undefined)
    throw call.refuse('input_pattern_mismatch', 'expiry_time is not a point in time.');
  if (expiresAt <= call.now) throw call.refuse('operation_failed', 'expiry_time lies in the past.');
  return expiresAt;
}

function newPin(call: AddCall, { board, messages }: Chat, expiresAt: number): Pin {
  const messageId = canonicalMessageId(call.body.message_id);
  const message = messages.find(({ id }) => id === messageId);
  if (message === undefined) throw call.refuse('operation_failed', 'This message is not in the chat.');
  if (board.pins.length >= call.quirks.maxPinnedMessages) {
    throw call.refuse('pinned_message_limit_reached', 'This chat has as many pins as it may have.');
  }
  requireRoom(call, 1);
  return { message, creatorId: call.userId, createdAt: call.now, modifiedAt: call.now, expiresAt, change: 0 };
}

function put(board: PinBoard, pin: Pin, primary: boolean): readonly Pin[] {
  if (!board.pins.includes(pin)) board.pins = [pin, ...board.pins];
  const before = board.primary;
  if (!primary && board.pins.length > 1) return [pin];
  board.primary = pin;
  return before === undefined || before === pin ? [pin] : [before, pin];
}

/** Pins a message; a message that is pinned already gets the new expiry time and rank. */
export const addPinnedMessage: Handler<'addPinnedMessage'> = (call) => {
  const chat = memberChat(call);
  const { board } = chat;
  const expiresAt = expiryOf(call);
  const messageId = canonicalMessageId(call.body.message_id);
  const pinned = currentPins(board, call.now, call.quirks.primaryRemoved).find(
    ({ message }) => message.id === messageId,
  );
  const pin = pinned ?? newPin(call, chat, expiresAt);
  pin.expiresAt = expiresAt;
  touch(board, call.now, ...put(board, pin, call.body.primary === true));
  return pinEnvelope(call, presentPin(call, board, pin));
};
