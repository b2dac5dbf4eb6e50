import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { FoundOperation, QueryParameter } from './clean-operation.ts';
import { placeholdersOf } from './clean-path.ts';
import { listOf, quoted, textOf } from './json.ts';
import { commonParameter, parameterSchema } from './parameter-schema.ts';
import type { Place } from './questions.ts';
import type { SchemaStore } from './schema-store.ts';

const unusable = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The parameters of an operation: those of its path by placeholder, those of the query in their order. */
export function cleanParameters(
  store: SchemaStore,
  found: FoundOperation,
): { path: Map<string, Mapping>; query: QueryParameter[] } {
  const { context } = store;
  const place = { operation: found.id };
  const path = new Map<string, Mapping>();
  const query = new Map<string, QueryParameter>();
  const placeholders = placeholdersOf(found.path.alias);
  for (const { node, at } of listed(found)) {
    const target = context.follow(node, at, place);
    const parameter = mappingOf(target?.node);
    const where = textOf(own(parameter, 'in'))?.toLowerCase();
    const name = textOf(own(parameter, 'name'))?.trim();
    if (target === undefined || parameter === undefined) continue;
    if (name === undefined || where === undefined || unusable.has(name)) {
      context.questions.ask(
        'A parameter has no name or no place (`in`) and was left out. Add it.',
        place,
        at,
      );
    } else if (where === 'path') {
      const placeholder = name.replace(/[^A-Za-z0-9_]+/g, '_');
      if (placeholders.includes(placeholder))
        path.set(placeholder, pathParameter(store, placeholder, parameter, target.at, place));
      else
        context.questions.ask(
          'A path parameter is not in the path and was left out.',
          place,
          at,
          quoted(name),
        );
    } else if (where === 'query') {
      query.set(name, queryParameter(store, name, parameter, target.at, place));
    } else {
      context.questions.ask(
        'cliqkit sends no parameters in headers and cookies; this one was left out. Say what becomes of it.',
        place,
        at,
        `${quoted(name)} in ${quoted(where)}`,
      );
    }
  }
  for (const placeholder of placeholders) {
    if (path.has(placeholder)) continue;
    context.questions.ask(
      'Upstream says nothing of a placeholder of the path. Describe it.',
      place,
      found.at,
      quoted(placeholder),
    );
    path.set(placeholder, pathParameter(store, placeholder, {}, found.at, place));
  }
  return { path, query: [...query.values()] };
}

/** Parameters of the path item, then those of the operation, which win. */
function listed(found: FoundOperation): { node: Json; at: Pointer }[] {
  const itemAt = found.at.slice(0, 2);
  const of = (list: Json[] | undefined, at: Pointer) =>
    (list ?? []).map((node, index) => ({ node, at: [...at, 'parameters', index] }));
  return [
    ...of(listOf(own(found.item, 'parameters')), itemAt),
    ...of(listOf(own(found.node, 'parameters')), found.at),
  ];
}

function pathParameter(
  store: SchemaStore,
  name: string,
  given: Mapping,
  at: Pointer,
  place: Exclude<Place, 'document'>,
): Mapping {
  const common = commonParameter(store, name, 'path', { type: 'string' }, place, at);
  if (common) return common;
  const cleaned = parameterSchema(store, name, given, at, place);
  const { type: _, format: _format, minimum: _minimum, maximum: _maximum, ...rest } = cleaned;
  const schema: Mapping =
    own(cleaned, '$ref') !== undefined || own(cleaned, 'enum') !== undefined
      ? cleaned
      : { type: 'string', minLength: 1, ...rest };
  const example = textOf(own(given, 'example')) ?? textOf(own(schema, 'example'));
  return {
    name,
    in: 'path',
    required: true,
    description:
      store.context.plain(own(given, 'description')) ?? `The ${name.replaceAll('_', ' ').toLowerCase()}.`,
    schema: without(schema, 'example'),
    ...(example !== undefined && example !== name && { example }),
  };
}

function queryParameter(
  store: SchemaStore,
  name: string,
  given: Mapping,
  at: Pointer,
  place: Exclude<Place, 'document'>,
): QueryParameter {
  const { context } = store;
  const required = own(given, 'required') === true;
  const cleaned = parameterSchema(store, name, given, at, place);
  const common = commonParameter(store, name, 'query', cleaned, place, at);
  if (common) return { name, required: false, stated: common };
  const prose = context.prose(own(given, 'description'));
  const commas =
    own(cleaned, 'type') === 'string' &&
    /comma[- ]separated|separated by commas?/i.test(textOf(own(given, 'description')) ?? '');
  const schema = commas
    ? asList(store, name, cleaned, prose, place, at)
    : narrowed(store, cleaned, prose, place, at);
  const exploded = own(given, 'explode');
  const list = own(schema, 'type') === 'array';
  const example = own(given, 'example') ?? firstExample(given) ?? own(cleaned, 'example');
  const stated: Mapping = {
    name,
    in: 'query',
    ...(required && { required: true }),
    ...(own(given, 'deprecated') === true && { deprecated: true }),
    description: prose.text.trim() || `The ${name.replaceAll('_', ' ')}.`,
    ...(list && { style: 'form', explode: !commas && exploded !== false }),
    schema: without(schema, 'example'),
    ...(example !== undefined && {
      example: list && typeof example === 'string' ? example.split(/\s*,\s*/) : example,
    }),
  };
  return { name, required, stated };
}

type Prose = ReturnType<SchemaStore['context']['prose']>;

/** A text with commas in it, as the list that it is. */
function asList(
  store: SchemaStore,
  name: string,
  text: Mapping,
  prose: Prose,
  place: Place,
  at: Pointer,
): Mapping {
  store.context.questions.ask(
    'Upstream has a text with commas; here it is a list that is sent with commas. Make sure of the values and of the largest number.',
    place,
    at,
    quoted(name),
  );
  const values = own(text, 'enum') ?? prose.values.map(({ value }) => value);
  const known = Array.isArray(values) && values.length > 0 ? { enum: values } : {};
  const most = prose.maximum && 'items' in prose.maximum ? { maxItems: prose.maximum.items } : {};
  return { type: 'array', minItems: 1, ...most, items: { type: 'string', minLength: 1, ...known } };
}

/** The schema with what the prose of the parameter adds to it. */
function narrowed(store: SchemaStore, schema: Mapping, prose: Prose, place: Place, at: Pointer): Mapping {
  const type = own(schema, 'type');
  const { maximum, values } = prose;
  const added: Mapping = {};
  if (type === 'string' && values.length > 1 && own(schema, 'enum') === undefined) {
    added['enum'] = values.map(({ value }) => value);
    store.context.questions.ask(
      'The values were read from the prose. Make sure that these are all there are.',
      place,
      at,
      values.map(({ value }) => value).join(', '),
    );
  }
  if (type === 'string' && maximum && 'length' in maximum) added['maxLength'] = maximum.length;
  if (type === 'array' && maximum && 'items' in maximum) added['maxItems'] = maximum.items;
  return { ...schema, ...added };
}

function firstExample(given: Mapping): Json | undefined {
  return Object.values(mappingOf(own(given, 'examples')) ?? {}).map((example) =>
    own(mappingOf(example), 'value'),
  )[0];
}

function without(map: Mapping, key: string): Mapping {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}
