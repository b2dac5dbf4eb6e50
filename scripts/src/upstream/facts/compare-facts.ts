import { canonical, listOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { Difference, DocumentFacts, OperationFacts, PlaceFacts } from './facts.ts';
import { parentPlace } from './place.ts';

/**
 * Every fact in which two documents differ. The first is ours, or an older version; the second is upstream's, or the newer
 * one. Lists of error codes, and lists of values that both sides have, are compared value by value: such a difference has
 * the one value on the side that has it.
 */
export function compareFacts(ours: DocumentFacts, upstream: DocumentFacts): Difference[] {
  const differences = comparePlaces(undefined, ours.places, upstream.places);
  for (const { ours: left, upstream: right } of alignOperations(ours, upstream)) {
    const operation = left?.id ?? right?.id;
    if (operation === undefined) continue;
    if (left && right) {
      differences.push(...comparePlaces(operation, left.places, right.places));
      continue;
    }
    differences.push({
      operation,
      place: 'operation',
      fact: 'present',
      upstream: right?.places.get('operation'),
      ours: left?.places.get('operation'),
    });
  }
  return differences;
}

export interface AlignedOperation {
  ours?: OperationFacts;
  upstream?: OperationFacts;
}

/** Which operation is which: the same id and URL, then the same id, then the same URL. In the order of the first document. */
export function alignOperations(ours: DocumentFacts, upstream: DocumentFacts): AlignedOperation[] {
  const partners = new Map<OperationFacts, OperationFacts>();
  const free = new Set(upstream.operations);
  const pair = (same: (a: OperationFacts, b: OperationFacts) => boolean) => {
    for (const left of ours.operations) {
      if (partners.has(left)) continue;
      const right = [...free].find((candidate) => same(left, candidate));
      if (!right) continue;
      partners.set(left, right);
      free.delete(right);
    }
  };
  pair((a, b) => a.upstreamId === b.upstreamId && a.key === b.key);
  pair((a, b) => a.upstreamId === b.upstreamId);
  pair((a, b) => a.key === b.key);
  return [
    ...ours.operations.map((left) => {
      const right = partners.get(left);
      return { ours: left, ...(right && { upstream: right }) };
    }),
    ...[...free].map((right) => ({ upstream: right })),
  ];
}

/** The facts of one document under the operation names of another. */
export function namedAs(names: DocumentFacts, facts: DocumentFacts): DocumentFacts {
  const ids = new Map(
    alignOperations(names, facts).flatMap(({ ours, upstream }): [OperationFacts, string][] =>
      ours && upstream ? [[upstream, ours.id]] : [],
    ),
  );
  return {
    places: facts.places,
    operations: facts.operations.map((operation) => ({
      ...operation,
      id: ids.get(operation) ?? operation.id,
    })),
  };
}

function comparePlaces(
  operation: string | undefined,
  ours: Map<string, PlaceFacts>,
  upstream: Map<string, PlaceFacts>,
): Difference[] {
  const differences: Difference[] = [];
  const named = operation === undefined ? {} : { operation };
  const onlyOurs = onlyIn(ours, upstream);
  const onlyUpstream = onlyIn(upstream, ours);
  for (const place of new Set([...ours.keys(), ...upstream.keys()])) {
    const left = ours.get(place);
    const right = upstream.get(place);
    if (left && right) {
      for (const found of compareValues(left, right)) differences.push({ ...named, place, ...found });
    } else if (onlyOurs.has(place) || onlyUpstream.has(place)) {
      const [mine, theirs] = [onlyOurs.get(place), onlyUpstream.get(place)];
      differences.push({ ...named, place, fact: 'present', upstream: theirs, ours: mine });
    }
  }
  return differences;
}

/** The outermost places that the other side lacks, each with its facts and under `within` those of the places in it. */
function onlyIn(places: Map<string, PlaceFacts>, other: Map<string, PlaceFacts>): Map<string, PlaceFacts> {
  const outermost = new Map<string, string>();
  const contents = new Map<string, PlaceFacts>();
  // A place comes before those within it.
  for (const [place, facts] of places) {
    if (other.has(place)) continue;
    const parent = parentPlace(place);
    const outer = parent === undefined ? undefined : outermost.get(parent);
    outermost.set(place, outer ?? place);
    if (outer === undefined) contents.set(place, {});
    else (contents.get(outer) ?? {})[place.slice(outer.length)] = facts;
  }
  return new Map(
    [...contents].map(([place, within]) => [
      place,
      { ...places.get(place), ...(Object.keys(within).length > 0 && { within }) },
    ]),
  );
}

/** Lists whose absence is an empty list, and lists that are compared value by value only where both sides have one. */
const openLists = ['errors', 'prose values'];
const closedLists = ['enum', 'values', 'suggested'];

/** Whether a difference is about one value of a list, and not about the list. */
export function isOneOfList({ fact, ours, upstream }: Difference): boolean {
  return (
    openLists.includes(fact) ||
    (closedLists.includes(fact) && !Array.isArray(ours) && !Array.isArray(upstream))
  );
}

function compareValues(ours: PlaceFacts, upstream: PlaceFacts): Omit<Difference, 'operation' | 'place'>[] {
  const moved = canonical(ours['key']) !== canonical(upstream['key']);
  return [...new Set([...Object.keys(ours), ...Object.keys(upstream)])].flatMap((fact) => {
    const [left, right] = [ours[fact], upstream[fact]];
    if (canonical(left) === canonical(right)) return [];
    // Where an operation moved, that it is sent elsewhere goes without saying.
    if (fact === 'realPath' && moved) return [];
    const bothList = Array.isArray(left) && Array.isArray(right);
    if (openLists.includes(fact) || (closedLists.includes(fact) && bothList)) {
      return [
        ...without(right, left).map((value) => ({ fact, upstream: value, ours: undefined })),
        ...without(left, right).map((value) => ({ fact, upstream: undefined, ours: value })),
      ];
    }
    return [{ fact, upstream: right, ours: left }];
  });
}

function without(values: Json | undefined, other: Json | undefined): Json[] {
  const known = new Set(listOf(other).map(canonical));
  return listOf(values).filter((value) => !known.has(canonical(value)));
}
