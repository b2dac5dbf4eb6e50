import type { Handler } from '../pipeline/call.ts';
import { requireSynced } from '../pipeline/require-synced.ts';
import { moveAbove } from '../state/move-above.ts';
import { shelfOf } from '../state/shelf.ts';
import { requireFolder } from './require-folder.ts';

export const reorderChatInCategory: Handler<'reorderChatInCategory'> = (call) => {
  const { chat_id: moved, pin_above: above, last_sync_time: lastSyncTime } = call.body;
  const shelf = shelfOf(call.workspace, call.userId);
  requireSynced(call, lastSyncTime, shelf.modifiedAt);
  const folder = requireFolder(call, shelf, call.id);
  if (!folder.chatIds.includes(moved) || (above !== undefined && !folder.chatIds.includes(above))) {
    throw call.refuse('operation_failed', 'This chat is not pinned in the folder.');
  }
  if (moved === above) throw call.refuse('operation_failed', 'A chat cannot go above itself.');
  folder.chatIds = moveAbove(folder.chatIds, moved, above);
  shelf.modifiedAt = call.now;
  return undefined;
};
