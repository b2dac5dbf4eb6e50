import { isOneOfList } from '../facts/compare-facts.ts';
import type { Difference } from '../facts/facts.ts';
import { isInPlace, parentPlace } from '../facts/place.ts';
import { canonical } from '../read/json.ts';

/** Whether the one difference says what the other does: of the same fact, or of a whole place and something in it. */
function tells(difference: Difference, change: Difference): boolean {
  if (samePlace(difference, change)) {
    if (isWhole(difference) || isWhole(change)) return true;
    return difference.fact === change.fact && sameValue(difference, change);
  }
  return (
    (isWhole(difference) && isWithin(change, difference)) ||
    (change.fact === 'present' && isWithin(difference, change))
  );
}

/** Two values of lists that are compared value by value are two facts. */
export function sameValue(a: Difference, b: Difference): boolean {
  if (!isOneOfList(a) || !isOneOfList(b)) return true;
  const value = ({ ours, upstream }: Difference) => canonical(ours ?? upstream);
  return value(a) === value(b);
}

function isWhole({ fact }: Difference): boolean {
  return fact === 'present' || fact === 'renamed';
}

function samePlace(a: Difference, b: Difference): boolean {
  return a.operation === b.operation && a.place === b.place;
}

function isWithin(inner: Difference, outer: Difference): boolean {
  if (inner.operation !== outer.operation) return false;
  if (outer.place === 'operation') return outer.fact === 'present';
  return isInPlace(inner.place, outer.place);
}

/** Differences by place, for documents that have very many. */
export class DifferenceIndex {
  readonly #at = new Map<string, Difference[]>();
  readonly #within = new Map<string, Difference[]>();

  constructor(differences: Iterable<Difference>) {
    for (const difference of differences) {
      add(this.#at, keyOf(difference, difference.place), difference);
      for (const outer of outerPlaces(difference)) add(this.#within, keyOf(difference, outer), difference);
    }
  }

  /** Those at the place of a difference. */
  at(difference: Difference): Difference[] {
    return this.#at.get(keyOf(difference, difference.place)) ?? [];
  }

  /** Those in the place of a difference. */
  within(difference: Difference): Difference[] {
    return this.#within.get(keyOf(difference, difference.place)) ?? [];
  }

  /** Those that say what a change does. */
  telling(change: Difference): Difference[] {
    const around = outerPlaces(change).flatMap((outer) => this.#at.get(keyOf(change, outer)) ?? []);
    return [...this.at(change), ...around, ...(change.fact === 'present' ? this.within(change) : [])].filter(
      (difference) => tells(difference, change),
    );
  }
}

function add(map: Map<string, Difference[]>, key: string, difference: Difference): void {
  const list = map.get(key);
  if (list) list.push(difference);
  else map.set(key, [difference]);
}

function keyOf({ operation }: Difference, place: string): string {
  return `${operation ?? ''}\n${place}`;
}

function outerPlaces({ operation, place }: Difference): string[] {
  const outer: string[] = [];
  for (let at = parentPlace(place); at !== undefined; at = parentPlace(at)) outer.push(at);
  return operation === undefined || place === 'operation' ? outer : [...outer, 'operation'];
}
