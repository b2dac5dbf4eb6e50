import fc from 'fast-check';
import type { Subject } from './apply-mutation.ts';
import { EditableDocument } from './editable-document.ts';
import { mutationsEverywhere } from './everywhere.ts';
import type { Mutation } from './mutation.ts';

/** `MUTATION_SEED=7` takes those of another seed, `MUTATION_SHARE=1` all of them, some 1,000. */
export const seed = Number(process.env['MUTATION_SEED'] ?? 20);
export const share = Number(process.env['MUTATION_SHARE'] ?? 0.06);

/** A part of the mutations that can be made everywhere in a document: the same ones for the same seed. */
export function sampleMutations({ module, document, side }: Subject): Mutation[] {
  const dice = diceOf(seed);
  const ids = new Map(side.ours.operations.map(({ upstreamId, id }) => [upstreamId, id]));
  const all = mutationsEverywhere(module, new EditableDocument(document.value), {
    dice,
    idOf: (upstreamId) => ids.get(upstreamId) ?? upstreamId,
    ours: (operation, place) => side.ours.operations.find(({ id }) => id === operation)?.places.get(place),
  });
  return all.filter(() => dice(1_000) < share * 1_000);
}

/** Whole numbers that depend on the seed alone. */
function diceOf(start: number): (below: number) => number {
  const numbers = fc.sample(fc.noBias(fc.nat(1_000_000)), { seed: start, numRuns: 3_000 });
  let next = 0;
  return (below) => {
    next += 1;
    return below <= 0 ? 0 : (numbers[next % numbers.length] ?? 0) % below;
  };
}
