import type { OperationId } from 'cliqkit';
import { operations } from 'cliqkit';
import type { Instruction } from './instructions.ts';
import { instructions } from './instructions.ts';

/** One operation, and the faults that its sends meet in turn. */
export interface Cell {
  readonly operation: OperationId;
  readonly pattern: 'once' | 'twice' | 'followed';
  readonly faults: readonly Instruction[];
}

/** How far along the list the follower stands: each kind is followed by another kind, and none by itself. */
const stride = 9;

function followerOf(index: number): Instruction[] {
  return instructions.slice((index + stride) % instructions.length).slice(0, 1);
}

/** The cells of one operation: every instruction once, twice, and followed by a different one. */
export function cellsOf(operation: OperationId): Cell[] {
  return instructions.flatMap((first, index): Cell[] => [
    { operation, pattern: 'once', faults: [first] },
    { operation, pattern: 'twice', faults: [first, first] },
    { operation, pattern: 'followed', faults: [first, ...followerOf(index)] },
  ]);
}

export const operationIds: readonly OperationId[] = Object.keys(operations) as OperationId[];

/** The cell in a few words. */
export function nameOf({ operation, faults }: Cell): string {
  return `${operation}: ${faults.map(({ name }) => name).join(', then ')}`;
}
