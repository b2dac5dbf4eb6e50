import type { Handler } from '../pipeline/call.ts';
import { requireSynced } from '../pipeline/require-synced.ts';
import { moveAbove } from '../state/move-above.ts';
import { shelfOf } from '../state/shelf.ts';
import { requireOwnFolder } from './require-folder.ts';

export const reorderCategory: Handler<'reorderCategory'> = (call) => {
  const shelf = shelfOf(call.workspace, call.userId);
  requireSynced(call, call.body.last_sync_time, shelf.modifiedAt);
  const moved = requireOwnFolder(call, shelf, call.id);
  const above =
    call.body.pin_above === undefined ? undefined : requireOwnFolder(call, shelf, call.body.pin_above);
  if (moved === above) throw call.refuse('operation_failed', 'A folder cannot go above itself.');
  const [first, ...others] = shelf.folders;
  shelf.folders = [first, ...moveAbove(others, moved, above)];
  shelf.modifiedAt = call.now;
  return undefined;
};
