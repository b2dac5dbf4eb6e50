import type { ReorderChatRequest, ReorderFolderRequest } from '@cliqkit/types/folders';

type WithoutSyncTime<Move extends { last_sync_time: unknown }> = Omit<Move, 'last_sync_time'> &
  Partial<Pick<Move, 'last_sync_time'>>;

/** Which chat to move within its folder, and where to; and when the folders were read, if you have read them. */
export type ChatMove = WithoutSyncTime<ReorderChatRequest>;

/** Where to move a folder to; and when the folders were read, if you have read them. */
export type FolderMove = WithoutSyncTime<ReorderFolderRequest>;
