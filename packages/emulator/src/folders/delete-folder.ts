import type { Handler } from '../pipeline/call.ts';
import { defaultFolderId, shelfOf } from '../state/shelf.ts';
import { requireFolder } from './require-folder.ts';

export const deletePinCategory: Handler<'deletePinCategory'> = (call) => {
  if (call.id === defaultFolderId)
    throw call.refuse('operation_not_allowed', 'The default folder cannot be deleted.');
  const shelf = shelfOf(call.workspace, call.userId);
  const deleted = requireFolder(call, shelf, call.id);
  const [first, ...others] = shelf.folders;
  if (call.query.unpin_all !== true) first.chatIds.push(...deleted.chatIds);
  shelf.folders = [first, ...others.filter((folder) => folder !== deleted)];
  shelf.modifiedAt = call.now;
  return undefined;
};
