import type { Handler } from '../pipeline/call.ts';
import { shelfOf } from '../state/shelf.ts';
import { requireOwnFolder } from './require-folder.ts';

export const updatePinCategory: Handler<'updatePinCategory'> = (call) => {
  const shelf = shelfOf(call.workspace, call.userId);
  const folder = requireOwnFolder(call, shelf, call.id);
  folder.title = call.body.title ?? folder.title;
  folder.symbol = call.body.symbol ?? folder.symbol;
  folder.state = call.body.state ?? folder.state;
  shelf.modifiedAt = call.now;
  return undefined;
};
