import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import { listOf, textOf } from './json.ts';
import { shapeOf } from './schema-shape.ts';
import type { SchemaStore } from './schema-store.ts';

/** An object that a call sends: its keys, and which of them must be there. */
interface Keys {
  properties: Mapping;
  required: string[];
}

/**
 * A request body as one closed object, which is what can be checked before it is sent. Parts that all apply (`allOf`) are
 * put together; of alternatives the keys of all are allowed, and those that every one requires are required.
 */
export function closeBody(store: SchemaStore, name: string, schema: Mapping): Mapping {
  const place = { schema: name };
  const keys = keysOf(store, schema, 0);
  if (keys === undefined || Object.keys(keys.properties).length === 0) {
    store.context.questions.ask(
      'A body is no object with known keys. cliqkit sends objects and checks their keys: say which keys there are.',
      place,
    );
    return keys === undefined ? schema : { ...schema, type: 'object', additionalProperties: true };
  }
  if (own(schema, 'oneOf') !== undefined || own(schema, 'anyOf') !== undefined) {
    store.context.questions.ask(
      'Upstream gives a body as alternatives. Here it has the keys of all of them; make it several operations (`x-variants`) if they are.',
      place,
    );
  }
  if (own(schema, 'additionalProperties') === true) {
    store.context.questions.ask(
      'Upstream allows further keys in a body. Here it is closed, so that slips of the pen are found; say which keys there are.',
      place,
    );
  }
  const least = own(schema, 'minProperties');
  const description = own(schema, 'description');
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    additionalProperties: false,
    ...(least !== undefined && { minProperties: least }),
    ...(keys.required.length > 0 && { required: keys.required }),
    properties: keys.properties,
  };
}

/** Several bodies as one that takes what any of them takes. */
export function mergeKeys(all: readonly Keys[]): Keys {
  const properties = new Map<string, Mapping>();
  for (const { properties: more } of all) {
    for (const [name, entry] of Object.entries(more)) {
      const schema = mappingOf(entry) ?? {};
      const before = properties.get(name);
      const same = before === undefined || shapeOf(before) === shapeOf(schema);
      properties.set(name, same ? schema : either(before, schema));
    }
  }
  const [first, ...others] = all;
  const required = (first?.required ?? []).filter((name) =>
    others.every((keys) => keys.required.includes(name)),
  );
  return { properties: Object.fromEntries(properties), required };
}

function either(before: Mapping, schema: Mapping): Mapping {
  const known = Object.keys(before).length === 1 ? (listOf(own(before, 'anyOf')) ?? [before]) : [before];
  return known.some((entry) => shapeOf(mappingOf(entry) ?? {}) === shapeOf(schema))
    ? before
    : { anyOf: [...known, schema] };
}

/** The keys of an object, whatever it is put together from; undefined for what is none. */
export function keysOf(store: SchemaStore, given: Mapping, depth: number): Keys | undefined {
  if (depth > 20) return undefined;
  const schema = store.resolve(given);
  const type = own(schema, 'type');
  if (type !== undefined && type !== 'object') return undefined;
  let keys: Keys = {
    properties: mappingOf(own(schema, 'properties')) ?? {},
    required: (listOf(own(schema, 'required')) ?? []).flatMap((name) => textOf(name) ?? []),
  };
  for (const word of ['allOf', 'oneOf', 'anyOf'] as const) {
    const parts = listOf(own(schema, word));
    if (parts === undefined) continue;
    const of = parts.map((part) => keysOf(store, mappingOf(part) ?? {}, depth + 1));
    const found = of.filter((part) => part !== undefined);
    if (found.length < of.length) return undefined;
    const merged = mergeKeys(found);
    const required = word === 'allOf' ? found.flatMap((part) => part.required) : merged.required;
    keys = {
      properties: { ...keys.properties, ...merged.properties },
      required: [...new Set([...keys.required, ...required])],
    };
  }
  const { properties } = keys;
  return { properties, required: keys.required.filter((name) => Object.hasOwn(properties, name)) };
}
