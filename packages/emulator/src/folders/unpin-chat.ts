import type { Handler } from '../pipeline/call.ts';
import { findMemberChat } from '../pipeline/member-chat.ts';
import { shelfOf, unpinEverywhere } from '../state/shelf.ts';

/** Takes a chat out of its folder. A chat that is in none is fine. */
export const unpinChat: Handler<'unpinChat'> = (call) => {
  if (findMemberChat(call, call.id) === undefined) {
    throw call.refuse('chat_access_denied', 'You are not a member of this chat.');
  }
  const shelf = shelfOf(call.workspace, call.userId);
  if (unpinEverywhere(shelf, [call.id])) shelf.modifiedAt = call.now;
  return { type: 'chat.unpin', data: { chat_id: call.id } };
};
