import type { Handler } from '../pipeline/call.ts';
import { findMemberChat } from '../pipeline/member-chat.ts';
import { requireSynced } from '../pipeline/require-synced.ts';
import { shelfOf, unpinEverywhere } from '../state/shelf.ts';
import { requireFolder } from './require-folder.ts';

/** Gives a folder exactly these chats. Chats that were elsewhere move here; chats that were here are unpinned. */
export const bulkUpdateChatsInCategory: Handler<'bulkUpdateChatsInCategory'> = (call) => {
  const shelf = shelfOf(call.workspace, call.userId);
  requireSynced(call, call.body.last_sync_time, shelf.modifiedAt);
  const folder = requireFolder(call, shelf, call.id);
  const chatIds = [...new Set(call.body.chat_ids)];
  if (chatIds.some((id) => findMemberChat(call, id) === undefined)) {
    throw call.refuse('operation_failed', 'You are not a member of one of the chats.');
  }
  if (chatIds.length > call.quirks.maxPinsPerFolder) {
    throw call.refuse('max_pins_error', 'A folder cannot hold that many chats.');
  }
  unpinEverywhere(shelf, chatIds);
  folder.chatIds = chatIds;
  shelf.modifiedAt = call.now;
  return undefined;
};
