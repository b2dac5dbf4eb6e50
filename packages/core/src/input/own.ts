import type { OperationDescriptor } from '@cliqkit/types';
import type { Operations } from './variants.ts';

/** A copy without a prototype: what is not given is not there, even when `Object.prototype` is polluted. */
export function ownOf<T extends object>(given: T | undefined): T {
  return Object.assign(Object.create(null), given) as T;
}

/** The operations, each with its own properties only. */
export function ownDescriptors(operations: Operations): Operations {
  return ownOf(
    Object.fromEntries(Object.entries(operations).map(([id, operation]) => [id, ownDescriptor(operation)])),
  );
}

function ownDescriptor(operation: OperationDescriptor): OperationDescriptor {
  const own = ownOf({ ...operation, query: ownOf(operation.query) });
  return own.body ? ownOf({ ...own, body: ownOf(own.body) }) : own;
}
