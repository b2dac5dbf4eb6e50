import type { OperationDescriptor, OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { requireOperationId } from '../spec/operation-id.ts';

/** How often a user may call a URL. */
export interface Bounds {
  /** Calls that one user may make within the window. */
  readonly limit: number;
  readonly windowMs: number;
  /** How long the user is locked out after passing the limit. */
  readonly lockMs: number;
}

/** Limits of your own, by operation. Operations that share a URL and a method share one limit. */
export type LimitOverrides = Readonly<Partial<Record<OperationId, Partial<Bounds>>>>;

/** Gives the bounds of an operation: the documented ones, or those that stand in for them. */
export type BoundsOf = (descriptor: Pick<OperationDescriptor, 'bucket' | keyof Bounds>) => Bounds;

function requireBound(id: string, name: string, value: number): void {
  const least = name === 'windowMs' ? 1 : 0;
  if (!Number.isInteger(value) || value < least) {
    throw new TypeError(
      `@cliqkit/emulator: ${value} will not do for ${name} of ${id}; give an integer from ${least}`,
    );
  }
}

/** Reads the overrides. Throws a `TypeError` for an operation that there is not, or a bound that makes no sense. */
export function createBounds(overrides: LimitOverrides): BoundsOf {
  const byBucket = new Map<string, Partial<Bounds>>();
  for (const [id, bounds] of Object.entries(overrides)) {
    for (const [name, value] of Object.entries(bounds)) requireBound(id, name, value);
    const { bucket } = operations[requireOperationId(id)];
    byBucket.set(bucket, { ...byBucket.get(bucket), ...bounds });
  }
  return ({ bucket, limit, windowMs, lockMs }) => ({ limit, windowMs, lockMs, ...byBucket.get(bucket) });
}
