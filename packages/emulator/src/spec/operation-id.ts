import type { OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';

/** Whether a text is the id of an operation. */
function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

/** The id of an operation that there is. */
export function requireOperationId(id: string): OperationId {
  if (!isOperationId(id)) throw new TypeError(`@cliqkit/emulator: there is no operation ${id}`);
  return id;
}
