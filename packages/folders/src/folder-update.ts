import { selectOperation } from '@cliqkit/core';
import type {
  ReorderChatRequest,
  ReorderFolderRequest,
  ReplaceChatsRequest,
  UpdateFolderDetailsRequest,
} from '@cliqkit/types/folders';
import { operations } from '@cliqkit/types/folders';

type AllKeys<T> = T extends unknown ? keyof T : never;

/** One of several shapes, with none of the keys that only the others have. */
type ExactlyOne<T, All = T> = T extends unknown
  ? T & { [Key in Exclude<AllKeys<All>, keyof T>]?: never }
  : never;

/** What `folders.update` takes: the body of exactly one of its four operations. */
export type FolderUpdate = ExactlyOne<
  UpdateFolderDetailsRequest | ReorderChatRequest | ReorderFolderRequest | ReplaceChatsRequest
>;

type FolderUpdateId =
  | 'updatePinCategory'
  | 'reorderChatInCategory'
  | 'reorderCategory'
  | 'bulkUpdateChatsInCategory';

/** Which of the four operations a body is. Throws InputError for a body that is none, or a mixture. */
export function updateOperation(body: FolderUpdate): FolderUpdateId {
  const { method, path } = operations.updatePinCategory;
  return selectOperation(operations, method, path, { query: {}, body })?.id as FolderUpdateId;
}
