import type { CallContext, Refuser } from '../pipeline/call.ts';
import { defaultFolderId, findFolder } from '../state/shelf.ts';
import type { Folder, Shelf } from '../state/workspace.ts';

type FolderCall = CallContext & Refuser<'operation_failed'>;

/** The folder with this id. */
export function requireFolder(call: FolderCall, shelf: Shelf, id: string): Folder {
  const folder = findFolder(shelf, id);
  if (folder === undefined) throw call.refuse('operation_failed', 'You have no such folder.');
  return folder;
}

/** The folder with this id, which is not the default one: that has no name and no other place than the first. */
export function requireOwnFolder(call: FolderCall, shelf: Shelf, id: string): Folder {
  if (id === defaultFolderId) throw call.refuse('operation_failed', 'The default folder cannot be changed.');
  return requireFolder(call, shelf, id);
}
