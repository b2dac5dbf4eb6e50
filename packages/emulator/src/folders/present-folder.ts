import type { Folder as FolderReply } from '@cliqkit/types';
import type { CallContext } from '../pipeline/call.ts';
import { defaultFolderId } from '../state/shelf.ts';
import type { Folder } from '../state/workspace.ts';
import { presentChat } from './present-chat.ts';

/** A folder, with its chats if they were asked for. The default folder has nothing else but its id. */
export function presentFolder(call: CallContext, folder: Folder, fields: ReadonlySet<string>): FolderReply {
  const details =
    folder.id === defaultFolderId ? {} : { title: folder.title, symbol: folder.symbol, state: folder.state };
  const chats = folder.chatIds.flatMap((id) => {
    const chat = call.workspace.chats.get(id);
    return chat === undefined ? [] : [presentChat(call, chat, fields)];
  });
  return { category_id: folder.id, ...details, ...(fields.has('chats') ? { chats } : {}) };
}

/** The envelope that replies about folders come in. */
export function folderEnvelope<Data>(
  call: CallContext,
  data: Data,
): { url: string; type: string; data: Data } {
  return { url: `/v3${call.path}`, type: 'pin_categories', data };
}
