import type { LocatedFacts } from '../../../src/upstream/facts/collect-facts.ts';
import type { PlaceFacts } from '../../../src/upstream/facts/facts.ts';
import { factsOfUpstream } from '../../../src/upstream/facts/facts-of-upstream.ts';
import type { Json } from '../../../src/upstream/read/upstream-document.ts';

/** The facts of a document given as data. */
export function factsOf(value: { [key: string]: Json }): LocatedFacts {
  return factsOfUpstream({ file: 'test.yaml', value, brokenNumbers: [], lineOf: () => 1 });
}

/** Places of the only operation of a document. */
export function placesOf(
  operation: { [key: string]: Json },
  rest: { [key: string]: Json } = {},
): Map<string, PlaceFacts> {
  const [first] = factsOf({ paths: { '/things/{ID}': { get: operation } }, ...rest }).operations;
  if (!first) throw new Error('There is no operation.');
  return first.places;
}

/** Places of a request body with this schema. */
export function bodyOf(schema: Json, rest: { [key: string]: Json } = {}): { [place: string]: PlaceFacts } {
  const places = placesOf({ requestBody: { content: { 'application/json': { schema } } } }, rest);
  return Object.fromEntries([...places].filter(([place]) => place.startsWith('body')));
}
