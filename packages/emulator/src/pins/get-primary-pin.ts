import type { Handler } from '../pipeline/call.ts';
import { memberChat } from '../pipeline/member-chat.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { currentPins } from '../state/pin-board.ts';
import { pinEnvelope, presentPin } from './present-pin.ts';

export const getPrimaryPinnedMessage: Handler<'getPrimaryPinnedMessage'> = (call) => {
  const { board } = memberChat(call);
  currentPins(board, call.now, call.quirks.primaryRemoved);
  if (board.primary !== undefined) return pinEnvelope(call, presentPin(call, board, board.primary));
  switch (call.quirks.noPrimary) {
    case 'no-content':
      throw new EarlyReply(jsonReply(204, undefined));
    case 'null':
      throw new EarlyReply(jsonReply(200, pinEnvelope(call, null)));
    case 'operation_failed':
      throw call.refuse('operation_failed', 'This chat has no primary pin.');
  }
};
