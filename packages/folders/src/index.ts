import type { ClientOptions } from '@cliqkit/core';
import { createClient } from '@cliqkit/core';
import { Folders } from './folders.ts';

export type {
  CreateFolderRequest,
  DeletePinCategoryQuery,
  Folder,
  FolderField,
  FolderState,
  FoldersReply,
  GetPinCategoriesQuery,
  PinChatReply,
  PinChatRequest,
  PinnedChat,
  ReorderChatRequest,
  ReorderFolderRequest,
  ReplaceChatsRequest,
  UnpinChatReply,
  UpdateFolderDetailsRequest,
} from '@cliqkit/types/folders';
export type { ChatsChange } from './edit-chats.ts';
export type { FolderDetails, FolderUpdate } from './folder-update.ts';
export { Folders } from './folders.ts';
export type { ChatMove, FolderMove } from './moves.ts';

/**
 * The folders module alone, for those who need no other.
 * @example
 * const folders = createFolders({ dataCenter: 'eu', credentials: { accessToken } });
 */
export function createFolders(options: ClientOptions): Folders {
  return new Folders(createClient(options));
}
