import type { ReorderChatRequest, ReorderFolderRequest } from '@cliqkit/types/folders';

// Interfaces, because what Omit and Pick make of a body is worked out anew in every program that uses it.

/** Which chat to move within its folder, and where to; and when the folders were read, if you have read them. */
export interface ChatMove extends Partial<ReorderChatRequest> {
  chat_id: ReorderChatRequest['chat_id'];
}

/** Where to move a folder to; and when the folders were read, if you have read them. */
export interface FolderMove extends Partial<ReorderFolderRequest> {}
