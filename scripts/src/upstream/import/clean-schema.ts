import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { boundsOf, enumOf, typesOf } from './clean-keywords.ts';
import { listOf, quoted } from './json.ts';
import { singular } from './names.ts';
import type { Place } from './questions.ts';
import { alone, combinations, commonId, requiredOf } from './schema-parts.ts';
import type { SchemaStore } from './schema-store.ts';

const understood = new Set([
  ...[
    'type',
    'nullable',
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
  ],
  ...[
    'maxProperties',
    'minimum',
    'maximum',
    'multipleOf',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'uniqueItems',
  ],
  ...[
    'deprecated',
    'readOnly',
    'writeOnly',
    'enum',
    'const',
    'default',
    'example',
    'examples',
    'title',
    'description',
  ],
  ...[
    'properties',
    'required',
    'items',
    'additionalProperties',
    'allOf',
    'oneOf',
    'anyOf',
    'not',
    'xml',
    'externalDocs',
  ],
]);
const idKey = /(^|_)ids?$|_token$/i;

/** A schema of upstream as OpenAPI 3.1 has it: what its prose says is data, and what makes no sense is asked about. */
export function cleanSchema(
  store: SchemaStore,
  node: Json,
  at: Pointer,
  place: Exclude<Place, 'document'>,
  key = '',
): Mapping {
  const { context } = store;
  const ask = (text: string, note?: string) => context.questions.ask(text, place, at, note);
  const given = mappingOf(node);
  if (given === undefined) {
    if (node !== true)
      ask('A schema of upstream is not a mapping, so anything is allowed here. Say what it is.');
    return {};
  }
  if (own(given, '$ref') !== undefined) return reference(store, given, at, place, key);
  for (const word of Object.keys(given)) {
    if (!understood.has(word) && !word.startsWith('x-'))
      ask(
        'A keyword of a schema means nothing in OpenAPI and was left out. Look for what it was meant to say.',
        quoted(word),
      );
  }

  const prose = context.prose(own(given, 'description'));
  const description = prose.text.trim();
  const { types, unknown } = typesOf(given);
  if (unknown.length > 0)
    ask('A type is none of JSON Schema. Say the right one.', quoted(unknown.join(', ')));
  const { bounds, wrong } = boundsOf(given, types);
  if (wrong.length > 0)
    ask('A bound makes no sense, or belongs to another type. Correct it.', wrong.join(', '));
  const numeric = types.includes('integer') || types.includes('number');
  if (idKey.test(key) && numeric) {
    ask(
      'Upstream says that this id is a number. Here every id is a string, so that it keeps all its digits; make sure that the service sends and takes strings.',
    );
    const kept = types.filter((type) => type !== 'integer' && type !== 'number' && type !== 'string');
    types.splice(0, types.length, 'string', ...kept);
    for (const bound of [
      'format',
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'multipleOf',
    ])
      delete bounds[bound];
  }
  const common = commonId(store, given, types, key);
  if (common)
    return { ...(description && { description }), $ref: `common.yaml#/components/schemas/${common}` };

  const isText = types.includes('string');
  const isList = types.includes('array');
  const { maximum } = prose;
  if (maximum && 'length' in maximum && isText && bounds['maxLength'] === undefined)
    bounds['maxLength'] = maximum.length;
  if (maximum && 'items' in maximum && isList && bounds['maxItems'] === undefined)
    bounds['maxItems'] = maximum.items;
  const listed = enumOf(given, types);
  let { values } = listed;
  if (listed.strange.length > 0)
    ask(
      'A value of an enum is not of its type and was left out. One of the two is wrong.',
      listed.strange.map((value) => quoted(JSON.stringify(value))).join(', '),
    );
  if (values === undefined && isText && prose.values.length > 1) {
    values = prose.values.map(({ value }) => value);
    ask(
      'The values were read from the prose. Make sure that these are all there are.',
      values.map(String).join(', '),
    );
  }

  const properties = propertiesOf(store, given, at, place);
  const required = requiredOf(given, properties, ask);
  const combined = combinations.flatMap((word): [string, Json][] => {
    const parts = listOf(own(given, word));
    if (!parts || parts.length === 0) return [];
    const cleaned = parts.map((part, index) => cleanSchema(store, part, [...at, word, index], place, key));
    // A part that allows anything adds nothing to the others; as an alternative it would be everything.
    const telling = word === 'allOf' ? cleaned.filter((part) => Object.keys(part).length > 0) : cleaned;
    return telling.length === 0 ? [] : [[word, telling]];
  });
  const further = own(given, 'additionalProperties');
  const example = own(given, 'example') ?? listOf(own(given, 'examples'))?.[0];
  const fallback = own(given, 'default');
  const not = own(given, 'not');
  if (isList && own(given, 'items') === undefined) ask('Upstream does not say what the list holds. Say it.');
  if (types.length === 0 && combined.length === 0 && values === undefined && not === undefined && key !== '')
    ask('Upstream gives no type, so anything is allowed. Say the type.', quoted(key));

  const { format, ...restOfBounds } = bounds;
  const [only] = types;
  const schema: Mapping = {
    ...(only !== undefined && { type: types.length === 1 ? only : types }),
    ...(format !== undefined && { format }),
    ...(description && { description }),
    ...(values && { enum: types.includes('null') && !values.includes(null) ? [...values, null] : values }),
    ...(own(given, 'const') !== undefined && { const: own(given, 'const') ?? null }),
    ...(fallback !== undefined && fallback !== null && { default: fallback }),
    ...restOfBounds,
    ...(further !== undefined &&
      further !== null && { additionalProperties: furtherOf(store, further, at, place) }),
    ...(required.length > 0 && { required }),
    ...(properties && { properties }),
    ...(isList && {
      items: cleanSchema(store, own(given, 'items') ?? {}, [...at, 'items'], place, singular(key)),
    }),
    ...Object.fromEntries(combined),
    ...(not !== undefined && { not: cleanSchema(store, not, [...at, 'not'], place) }),
    ...(example !== undefined && { example }),
  };
  const [part, ...others] = combined.flatMap(([, parts]) => listOf(parts) ?? []);
  if (part !== undefined && others.length === 0)
    return alone(schema, mappingOf(part) ?? {}, own(given, 'nullable') === true);
  const nullable =
    own(given, 'nullable') === true && combined.length > 0 && types.every((type) => type === 'null');
  if (!nullable) return schema;
  const { type: _, ...rest } = schema;
  return { anyOf: [rest, { type: 'null' }] };
}

function reference(
  store: SchemaStore,
  given: Mapping,
  at: Pointer,
  place: Exclude<Place, 'document'>,
  key: string,
): Mapping {
  const { context } = store;
  const target = context.follow(given, at, place);
  if (target === undefined) return { description: 'Unknown.' };
  const description = context.plain(own(given, 'description'));
  const isSchema = target.at[1] === 'schemas' && target.name !== undefined;
  // A schema inside another one, or a part of a path, has no name: it is written out, unless that never ends.
  if (!isSchema || target.name === undefined) {
    const there = target.at.join('/');
    const within = target.at.every((step, index) => at[index] === step);
    if (within || store.writingOut.has(there)) {
      context.questions.ask('A reference of upstream leads round in a circle. Say what is meant.', place, at);
      return {};
    }
    store.writingOut.add(there);
    const schema = cleanSchema(store, target.node, target.at, place, key);
    store.writingOut.delete(there);
    return schema;
  }
  const ref = { $ref: `#/components/schemas/${store.named(target.name, target.node, target.at)}` };
  const nullable = own(given, 'nullable') === true;
  return nullable ? { anyOf: [ref, { type: 'null' }] } : { ...(description && { description }), ...ref };
}

function propertiesOf(
  store: SchemaStore,
  given: Mapping,
  at: Pointer,
  place: Exclude<Place, 'document'>,
): Mapping | undefined {
  const all = mappingOf(own(given, 'properties'));
  if (all === undefined) return undefined;
  const entries = Object.entries(all).map(([name, entry]): [string, Json] => {
    const trail = [...(place.trail ?? []), 'properties', name];
    return [name, cleanSchema(store, entry, [...at, 'properties', name], { ...place, trail }, name)];
  });
  return Object.fromEntries(entries);
}

function furtherOf(store: SchemaStore, further: Json, at: Pointer, place: Exclude<Place, 'document'>): Json {
  if (typeof further === 'boolean') return further;
  const schema = cleanSchema(store, further, [...at, 'additionalProperties'], place);
  return Object.keys(schema).length === 0 ? true : schema;
}
