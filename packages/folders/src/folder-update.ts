import { selectOperation } from '@cliqkit/core';
import type {
  FolderState,
  FolderSymbol,
  FolderTitle,
  ReorderChatRequest,
  ReorderFolderRequest,
  ReplaceChatsRequest,
  UpdateFolderDetailsRequest,
} from '@cliqkit/types/folders';
import { operations } from '@cliqkit/types/folders';

/** What changes about a folder itself: its title, symbol or state; at least one of them. */
export type FolderDetails = UpdateFolderDetailsRequest &
  ({ title: FolderTitle } | { symbol: FolderSymbol } | { state: FolderState });

type AllKeys<T> = T extends unknown ? keyof T : never;

/** One of several shapes, with none of the keys that only the others have. */
type ExactlyOne<T, All = T> = T extends unknown
  ? T & { [Key in Exclude<AllKeys<All>, keyof T>]?: never }
  : never;

/** What `folders.update` takes: the body of exactly one of its four operations. */
export type FolderUpdate = ExactlyOne<
  FolderDetails | ReorderChatRequest | ReorderFolderRequest | ReplaceChatsRequest
>;

/** Throws InputError, which names the four operations, for a body that belongs to none of them or to several. */
export function requireOneMeaning(body: FolderUpdate): void {
  const { method, path } = operations.updatePinCategory;
  selectOperation(operations, method, path, { query: {}, body });
}
