import type { OperationId } from '@cliqkit/types';
import { InputError } from '../errors/input-error.ts';

/** The error for a call that cannot be right, with its operation where that is known. */
export function refuseInput(operation: string | undefined, what: string): InputError {
  return new InputError(operation === undefined ? what : `${operation}: ${what}`, {
    operation: operation as OperationId | undefined,
  });
}
