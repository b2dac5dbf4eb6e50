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

/** Overrides by method and path. */
export type SavedBounds = Readonly<Record<string, Partial<Bounds>>>;

/** The bounds in force. */
export interface BoundsBook {
  readonly of: BoundsOf;
  /**
   * Adds overrides to those there are; nothing counts if one of them makes no sense.
   *
   * @throws TypeError for an operation that there is not, or a bound that makes no sense.
   */
  set(overrides: LimitOverrides): void;
  /** The overrides, by method and path. */
  save(): SavedBounds;
  /** Takes overrides in place of all there are. */
  load(saved: SavedBounds): void;
}

const names: ReadonlySet<string> = new Set<keyof Bounds>(['limit', 'windowMs', 'lockMs']);

function requireBounds(id: string, bounds: Partial<Bounds>): void {
  for (const [name, value] of Object.entries(bounds)) {
    if (!names.has(name)) {
      throw new TypeError(
        `@cliqkit/emulator: there is no ${name} of ${id}; there is ${[...names].join(', ')}`,
      );
    }
    requireBound(id, name, value);
  }
}

const buckets: ReadonlySet<string> = new Set(Object.values(operations).map(({ bucket }) => bucket));

/** Throws a `TypeError` for a URL that there is not, or a bound that makes no sense. */
export function requireSavedBounds(saved: SavedBounds): void {
  for (const [bucket, bounds] of Object.entries(saved)) {
    if (!buckets.has(bucket)) throw new TypeError(`@cliqkit/emulator: there is no URL ${bucket}`);
    requireBounds(bucket, bounds);
  }
}

/** Throws a `TypeError` for an operation that there is not, or a bound that makes no sense. */
export function createBounds(overrides: LimitOverrides): BoundsBook {
  const byBucket = new Map<string, Partial<Bounds>>();

  function set(more: LimitOverrides): void {
    const read = Object.entries(more).map(([id, bounds]) => {
      requireBounds(id, bounds);
      return { bucket: operations[requireOperationId(id)].bucket, bounds };
    });
    for (const { bucket, bounds } of read) byBucket.set(bucket, { ...byBucket.get(bucket), ...bounds });
  }

  set(overrides);
  return {
    of: ({ bucket, limit, windowMs, lockMs }) => ({ limit, windowMs, lockMs, ...byBucket.get(bucket) }),
    set,
    save: () => Object.fromEntries(byBucket),
    load(saved) {
      requireSavedBounds(saved);
      byBucket.clear();
      for (const [bucket, bounds] of Object.entries(saved)) byBucket.set(bucket, { ...bounds });
    },
  };
}
