import type { Mapping } from '../read/json.ts';
import { follow, mappingOf, own } from '../read/json.ts';
import type { Pointer } from '../read/upstream-document.ts';
import { documentFacts, unusedSchemas } from './document-places.ts';
import type { DocumentFacts, OperationFacts, PlaceFacts } from './facts.ts';
import { operationPlaces } from './operation-places.ts';
import { nameInPlace } from './place.ts';
import { SchemaReader } from './schema-shape.ts';

/** How a document says what OpenAPI has no keyword for. */
export interface Dialect {
  /** Upstream's id, our id, the path that is sent, and the facts that come from prose or extensions. */
  describeOperation(
    operation: Mapping,
    where: { key: string; path: string; item: Mapping },
  ): { upstreamId: string; id: string; realPath: string; facts: PlaceFacts };
  /** Facts that descriptions add to those of the schema. */
  describedFacts(descriptions: string[], facts: PlaceFacts): PlaceFacts;
}

/** Facts, and where in the document each place stands. */
export interface LocatedFacts extends DocumentFacts {
  /** By `place` for the document, by `<key> <place>` for an operation. */
  pointers: Map<string, Pointer>;
}

const methods = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace'] as const;

/** The key of a place in `pointers`. */
export function pointerKey(operation: string | undefined, place: string): string {
  return operation === undefined ? place : `${operation} ${place}`;
}

export function collectFacts(document: Mapping, dialect: Dialect): LocatedFacts {
  const reader = new SchemaReader(document);
  const pointers = new Map<string, Pointer>();
  const operations: OperationFacts[] = [];
  for (const [path, value] of Object.entries(mappingOf(own(document, 'paths')) ?? {})) {
    const item = follow(document, value);
    if (!item) continue;
    for (const method of methods) {
      const operation = mappingOf(own(item.value, method));
      if (!operation) continue;
      const key = `${method.toUpperCase()} ${path}`;
      const at = [...(item.moved ?? ['paths', path]), method];
      const described = dialect.describeOperation(operation, { key, path, item: item.value });
      const places = operationPlaces({
        document,
        reader,
        dialect,
        operation,
        item: item.value,
        at,
        facts: { key, upstreamId: described.upstreamId, realPath: described.realPath, ...described.facts },
        onPlace: (place, pointer) => pointers.set(pointerKey(key, place), pointer),
      });
      const { upstreamId, id, realPath } = described;
      operations.push({ upstreamId, id, key, realPath, places });
    }
  }
  const places = new Map<string, PlaceFacts>([['document', documentFacts(document)]]);
  pointers.set('document', ['info']);
  for (const [name, facts] of unusedSchemas(document)) {
    places.set(`schema ${nameInPlace(name)}`, facts);
    pointers.set(`schema ${nameInPlace(name)}`, ['components', 'schemas', name]);
  }
  return { places, operations, pointers };
}
