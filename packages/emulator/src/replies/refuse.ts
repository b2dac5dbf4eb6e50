import type { OperationDescriptor } from '@cliqkit/types';
import { EarlyReply } from './early-reply.ts';
import { jsonReply } from './json-reply.ts';

/**
 * The refusal of an operation. Its status comes from the descriptor.
 *
 * @throws Error if the operation is not known to answer this code: the emulator would teach clients something untrue.
 */
export function refuse(descriptor: OperationDescriptor, code: string, message: string): EarlyReply {
  return new EarlyReply(jsonReply(statusOf(descriptor, code), { code, message }));
}

/** The HTTP status with which an operation answers an error code. */
export function statusOf(descriptor: OperationDescriptor, code: string): number {
  const status = Object.hasOwn(descriptor.errors, code) ? descriptor.errors[code] : undefined;
  if (status === undefined)
    throw new Error(`@cliqkit/emulator: ${descriptor.id} does not list the error code ${code}`);
  return status;
}
