import type { Handler } from '../pipeline/call.ts';
import { findMemberChat } from '../pipeline/member-chat.ts';
import { requireRoom } from '../pipeline/require-room.ts';
import { shelfOf, unpinEverywhere } from '../state/shelf.ts';
import type { Folder } from '../state/workspace.ts';
import { folderEnvelope, presentFolder } from './present-folder.ts';

export const createPinCategory: Handler<'createPinCategory'> = (call) => {
  const { title, symbol = '', chat_ids: given = [] } = call.body;
  const shelf = shelfOf(call.workspace, call.userId);
  const chatIds = [...new Set(given)];
  if (chatIds.some((id) => findMemberChat(call, id) === undefined)) {
    throw call.refuse('operation_not_allowed', 'You are not a member of one of the chats.');
  }
  if (shelf.folders.length > call.quirks.maxFolders) {
    throw call.refuse('max_folders_error', 'You have as many folders as you may have.');
  }
  if (chatIds.length > call.quirks.maxPinsPerFolder) {
    throw call.refuse('max_pins_error', 'A folder cannot hold that many chats.');
  }
  requireRoom(call, 1);
  unpinEverywhere(shelf, chatIds);
  const folder: Folder = { id: call.workspace.ids.long(), title, symbol, state: 'expanded', chatIds };
  shelf.folders.push(folder);
  shelf.modifiedAt = call.now;
  return folderEnvelope(call, presentFolder(call, folder, new Set()));
};
