import type { Handler } from '../pipeline/call.ts';
import { findMemberChat } from '../pipeline/member-chat.ts';
import { defaultFolderId, findFolder, shelfOf, unpinEverywhere } from '../state/shelf.ts';

/** Pins a chat at the end of a folder, and takes it out of any other. In that folder already, it stays in its place. */
export const pinChat: Handler<'pinChat'> = (call) => {
  if (findMemberChat(call, call.id) === undefined) {
    throw call.refuse('chat_access_denied', 'You are not a member of this chat.');
  }
  const shelf = shelfOf(call.workspace, call.userId);
  const folder = findFolder(shelf, call.body?.category_id ?? defaultFolderId);
  if (folder === undefined) throw call.refuse('operation_not_allowed', 'You have no such folder.');
  if (!folder.chatIds.includes(call.id)) {
    if (folder.chatIds.length >= call.quirks.maxPinsPerFolder) {
      throw call.refuse('max_pins_error', 'This folder has as many chats as it may have.');
    }
    unpinEverywhere(shelf, [call.id]);
    folder.chatIds.push(call.id);
    shelf.modifiedAt = call.now;
  }
  return { type: 'chat.pin', data: { chat_id: call.id, category_id: folder.id } };
};
