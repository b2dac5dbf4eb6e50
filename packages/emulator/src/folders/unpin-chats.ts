import type { Handler } from '../pipeline/call.ts';
import { shelfOf, unpinEverywhere } from '../state/shelf.ts';

/** Takes chats out of every folder. Chats that are in none are passed over. */
export const removeChatsAcrossCategories: Handler<'removeChatsAcrossCategories'> = (call) => {
  const shelf = shelfOf(call.workspace, call.userId);
  if (unpinEverywhere(shelf, call.query.chat_ids)) shelf.modifiedAt = call.now;
  return undefined;
};
