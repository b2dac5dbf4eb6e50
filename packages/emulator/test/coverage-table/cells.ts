import type { ErrorCode, OperationDescriptor, OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { requireOperationId } from '../../src/spec/operation-id.ts';

/** A success by its status, a refusal by its code, the limit, or the scope. */
export type CellKind<Id extends OperationId = OperationId> =
  | '200'
  | '204'
  | 'limit'
  | 'scope'
  | ErrorCode<Id>;

/** Something that an operation is known to do. */
export interface Cell {
  readonly operation: OperationId;
  readonly kind: string;
}

const successes: Readonly<Record<OperationDescriptor['reply'], readonly string[]>> = {
  json: ['200'],
  none: ['204'],
  optional: ['200', '204'],
};

/** The descriptors, with the precise types of the constants widened to what they have in common. */
export const descriptors: Readonly<Record<OperationId, OperationDescriptor>> = operations;

/** What one operation is known to do, from its descriptor. */
export function kindsOf({ reply, errors }: OperationDescriptor): readonly string[] {
  return [...successes[reply], ...Object.keys(errors), 'limit', 'scope'];
}

/** Every cell of the coverage table. */
export const cells: readonly Cell[] = Object.values(descriptors).flatMap((descriptor) =>
  kindsOf(descriptor).map((kind) => ({ operation: requireOperationId(descriptor.id), kind })),
);

export function keyOf({ operation, kind }: Cell): string {
  return `${operation}: ${kind}`;
}
