import type { PlaceFacts } from '../../../src/upstream/facts/facts.ts';
import { parentPlace } from '../../../src/upstream/facts/place.ts';
import type { EditableDocument } from './editable-document.ts';
import { operationChanges } from './everywhere-operations.ts';
import { parameterChanges } from './everywhere-parameters.ts';
import { bodyChanges, replyChanges } from './everywhere-schemas.ts';
import type { Expected, Module, Mutation, Where } from './mutation.ts';
import { drift } from './mutation.ts';
import { usagesIn } from './usages.ts';

export type Change = Omit<Mutation, 'module'>;

/** What the mutations of a document depend on besides the document. */
export interface Surroundings {
  /** What we call an operation of upstream's. */
  idOf(upstreamId: string): string;
  /** What our spec says of a place. */
  ours(operation: string, place: string): PlaceFacts | undefined;
  /** A whole number from 0, below the one given. */
  dice(below: number): number;
}

/** The same kinds of change at every place of a document where they can be made. */
export function mutationsEverywhere(
  module: Module,
  document: EditableDocument,
  around: Surroundings,
): Mutation[] {
  const made = [
    ...operationChanges(document, around),
    ...parameterChanges(document, around),
    ...usagesIn(document, 'body', around.idOf).flatMap((usage) => bodyChanges(usage, document, around)),
    ...usagesIn(document, 'reply', around.idOf).flatMap((usage) => replyChanges(usage, document, around)),
  ];
  return made.map((mutation) => ({ module, ...mutation }));
}

/** A place that goes. Where our spec lacks it already the two sides agree, unless what it stood in differs too. */
export function gone(operation: string, place: string, { ours }: Surroundings): Expected {
  const parent = parentPlace(place);
  const agreed = !ours(operation, place) && (parent === undefined || ours(operation, parent) !== undefined);
  return agreed ? ended([operation, place]) : drift('types', 'removed', [operation, place]);
}

export function ended(where: Where): Expected {
  return drift('same', 'ended', where);
}
