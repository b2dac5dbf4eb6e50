import type { OperationDescriptor, OperationId } from 'cliqkit';
import { operations } from 'cliqkit';
import type { Dice } from '../../reliability/support/dice.ts';
import { folderCalls } from './folder-calls.ts';
import { pinCalls } from './pin-calls.ts';
import type { Draws, StormCall, Surroundings } from './storm-call.ts';
import { threadCalls } from './thread-calls.ts';

const draws: Draws<OperationId> = { ...pinCalls, ...folderCalls, ...threadCalls };
const ids = Object.keys(operations) as OperationId[];

/** How often the classes come: most often those that have most to lose. */
const classes: readonly [OperationDescriptor['retry'], ...OperationDescriptor['retry'][]] = [
  'never',
  'never',
  'never',
  'state-setting',
  'state-setting',
  'conditional',
  'safe',
];

/** A call, and the operation whose effect counts. */
export interface DrawnCall extends StormCall {
  readonly operation: OperationId;
}

/**
 * Draws the operations of a storm: all of them, one of each class, or a single one. The fewer there are, the sooner their
 * limits are used up.
 */
export function drawOperations(dice: Dice): readonly OperationId[] {
  const variety = dice.pick(['all', 'all', 'one of each class', 'one']);
  if (variety === 'all') return ids;
  if (variety === 'one') return [drawFrom(ids, dice)];
  return [...new Set(classes)].map((retry) => drawFrom(familyOf(retry, ids), dice));
}

export function drawCall(dice: Dice, around: Surroundings, among: readonly OperationId[]): DrawnCall {
  const family = familyOf(dice.pick(classes), among);
  const operation = drawFrom(family.length > 0 ? family : among, dice);
  return { operation, ...draws[operation](dice, around) };
}

function familyOf(retry: OperationDescriptor['retry'], among: readonly OperationId[]): OperationId[] {
  return among.filter((id) => operations[id].retry === retry);
}

function drawFrom(among: readonly OperationId[], dice: Dice): OperationId {
  return among[dice.below(among.length)] ?? 'getPinCategories';
}
