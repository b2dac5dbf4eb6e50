import type { Mapping } from '../read/json.ts';
import { canonical, mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { cleanSchema } from './clean-schema.ts';
import { quoted, textOf } from './json.ts';
import type { Place } from './questions.ts';
import { componentsOf } from './read-known-specs.ts';
import type { SchemaStore } from './schema-store.ts';

/** The schema of a parameter; as old documents and those with `content` have it, too. */
export function parameterSchema(
  store: SchemaStore,
  name: string,
  given: Mapping,
  at: Pointer,
  place: Exclude<Place, 'document'>,
): Mapping {
  const schema = own(given, 'schema');
  if (schema !== undefined) return cleanSchema(store, schema, [...at, 'schema'], place, name);
  const content = Object.values(mappingOf(own(given, 'content')) ?? {}).map((media) =>
    own(mappingOf(media), 'schema'),
  )[0];
  if (content !== undefined) {
    store.context.questions.ask(
      'A parameter is sent as a document of its own (`content`). Say how it is written.',
      place,
      at,
      quoted(name),
    );
    return { type: 'string' };
  }
  const { description: _, required: _required, in: _in, name: _name, ...rest } = given;
  const bare = own(given, 'type') === undefined ? { type: 'string' } : rest;
  return cleanSchema(store, bare, at, place, name);
}

/** A reference to the parameter of common.yaml of this name, where types fit. */
export function commonParameter(
  store: SchemaStore,
  name: string,
  where: string,
  schema: Mapping,
  place: Place,
  at: Pointer,
): Mapping | undefined {
  const all = componentsOf(store.context.known.common, 'parameters');
  const entry = Object.entries(all).find(([, given]) => {
    const parameter = mappingOf(given);
    if (own(parameter, 'name') !== name || own(parameter, 'in') !== where) return false;
    const type = own(store.resolve(commonRef(own(parameter, 'schema'))), 'type') ?? null;
    return canonical(type) === canonical(own(store.resolve(schema), 'type') ?? null);
  });
  if (entry === undefined) return undefined;
  store.context.questions.ask(
    'A parameter of the same name is in common.yaml and is used here. Make sure that it means the same.',
    place,
    at,
    `${name} is ${entry[0]}`,
  );
  return { $ref: `common.yaml#/components/parameters/${entry[0]}` };
}

/** A schema of common.yaml as the draft would refer to it. */
function commonRef(schema: Json | undefined): Mapping {
  const given = mappingOf(schema) ?? {};
  const ref = textOf(own(given, '$ref'));
  return ref === undefined ? given : { $ref: ref.replace(/^#/, 'common.yaml#') };
}
