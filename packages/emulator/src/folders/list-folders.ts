import type { Handler } from '../pipeline/call.ts';
import { shelfOf } from '../state/shelf.ts';
import { folderEnvelope, presentFolder } from './present-folder.ts';

export const getPinCategories: Handler<'getPinCategories'> = (call) => {
  const fields = new Set<string>(call.query.include_fields);
  const { folders } = shelfOf(call.workspace, call.userId);
  return folderEnvelope(
    call,
    folders.map((folder) => presentFolder(call, folder, fields)),
  );
};
