import type { Mapping } from '../read/json.ts';
import { canonical, follow, listOf, mappingOf, own, pointerOf, sortedSet, textOf } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { Dialect } from './collect-facts.ts';
import type { PlaceFacts } from './facts.ts';
import { isInPlace, nameInPlace } from './place.ts';
import type { SchemaNode, SchemaReader } from './schema-shape.ts';

interface Context {
  document: Mapping;
  reader: SchemaReader;
  dialect: Dialect;
  operation: Mapping;
  item: Mapping;
  at: Pointer;
  /** Facts of the operation itself that do not come from OpenAPI. */
  facts: PlaceFacts;
  onPlace(place: string, at: Pointer): void;
}

/** All places of an operation. */
export function operationPlaces(context: Context): Map<string, PlaceFacts> {
  const places = new Map<string, PlaceFacts>();
  context.reader.startOperation();
  const { operation, at, document, facts } = context;
  const tags = listOf(own(operation, 'tags'));
  const scopes = scopesOf(own(operation, 'security') ?? own(document, 'security'));
  places.set('operation', {
    ...facts,
    ...(tags.length > 0 && { tags: sortedSet(tags) }),
    ...(scopes && { scopes }),
    ...(own(operation, 'deprecated') === true && { deprecated: true }),
  });
  context.onPlace('operation', at);
  addParameters(places, context);
  addBody(places, context);
  addReplies(places, context);
  return places;
}

/** The scopes of all schemes; nothing when the document does not say how to sign in. */
function scopesOf(security: Json | undefined): Json[] | undefined {
  if (!Array.isArray(security)) return undefined;
  return sortedSet(security.flatMap((scheme) => Object.values(mappingOf(scheme) ?? {}).flatMap(listOf)));
}

function addParameters(places: Map<string, PlaceFacts>, context: Context): void {
  const { document, operation, item, at } = context;
  const lists: [Json | undefined, Pointer][] = [
    [own(item, 'parameters'), [...at.slice(0, -1), 'parameters']],
    [own(operation, 'parameters'), [...at, 'parameters']],
  ];
  // A parameter of the operation replaces the one of the same name on the path.
  for (const [list, pointer] of lists) {
    for (const [index, entry] of listOf(list).entries()) {
      const found = follow(document, entry);
      const place = textOf(own(found?.value, 'in'));
      const name = own(found?.value, 'name');
      if (!found || !place || !/^\w+$/.test(place) || (typeof name !== 'string' && typeof name !== 'number'))
        continue;
      const { value } = found;
      const schema = schemaOf(value, found.moved ?? [...pointer, index]);
      const description = textOf(own(value, 'description'));
      const shown = `${place} ${nameInPlace(String(name))}`;
      if (places.has(shown))
        for (const known of places.keys()) if (isInPlace(known, shown)) places.delete(known);
      addSchema(places, context, {
        place: shown,
        node: schema.node,
        at: found.moved ?? [...pointer, index],
        facts: {
          required: own(value, 'required') === true,
          ...parameterFacts(place, value),
          ...schema.facts,
        },
        descriptions: description === undefined ? [] : [description],
      });
    }
  }
}

/** How a parameter is written, where that is not the usual way. */
function parameterFacts(place: string, parameter: Mapping): PlaceFacts {
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = textOf(own(parameter, 'style')) ?? usual;
  const explode = own(parameter, 'explode');
  const facts: PlaceFacts = {};
  if (style !== usual) facts['style'] = style;
  if (typeof explode === 'boolean' && explode !== (style === 'form')) facts['explode'] = explode;
  if (own(parameter, 'allowEmptyValue') === true) facts['allowEmptyValue'] = true;
  if (own(parameter, 'deprecated') === true) facts['deprecated'] = true;
  return facts;
}

/** The schema of a parameter, under `schema` or under the first of its `content`. */
function schemaOf(parameter: Mapping, at: Pointer): { node: SchemaNode; facts: PlaceFacts } {
  const [media] = Object.entries(mappingOf(own(parameter, 'content')) ?? {});
  const direct = own(parameter, 'schema');
  if (direct !== undefined || !media) {
    return { node: { schema: direct ?? null, at: [...at, 'schema'], through: [] }, facts: {} };
  }
  const schema = own(mappingOf(media[1]), 'schema') ?? null;
  return {
    node: { schema, at: [...at, 'content', media[0], 'schema'], through: [] },
    facts: { content: [mediaType(media[0])] },
  };
}

function addBody(places: Map<string, PlaceFacts>, context: Context): void {
  const found = follow(context.document, own(context.operation, 'requestBody'));
  if (!found) return;
  const required = own(found.value, 'required') === true;
  addContent(places, context, 'body', found.value, found.moved ?? [...context.at, 'requestBody'], {
    required,
  });
}

function addReplies(places: Map<string, PlaceFacts>, context: Context): void {
  const replies = mappingOf(own(context.operation, 'responses')) ?? {};
  for (const [status, reply] of Object.entries(replies)) {
    const found = follow(context.document, reply);
    if (status.startsWith('x-')) continue;
    const at = found?.moved ?? [...context.at, 'responses', status];
    const headers = Object.keys(mappingOf(own(found?.value, 'headers')) ?? {});
    const facts: PlaceFacts = headers.length > 0 ? { headers: sortedSet(headers) } : {};
    addContent(places, context, `reply ${nameInPlace(status)}`, found?.value ?? {}, at, facts);
  }
}

/** A body or reply. JSON, or else the first form, is the place itself; other forms with another schema are places beside it. */
function addContent(
  places: Map<string, PlaceFacts>,
  context: Context,
  place: string,
  holder: Mapping,
  at: Pointer,
  facts: PlaceFacts,
): void {
  const forms = Object.entries(mappingOf(own(holder, 'content')) ?? {});
  const main = forms.find(([type]) => mediaType(type) === 'application/json') ?? forms[0];
  const ofForm = ([type, media]: [string, Json]): { node: SchemaNode; facts: PlaceFacts } => {
    const schema = own(mappingOf(media), 'schema') ?? null;
    const ref = textOf(own(mappingOf(schema), '$ref'));
    const name = ref === undefined ? undefined : pointerOf(ref)?.at(-1);
    return {
      node: { schema, at: [...at, 'content', type, 'schema'], through: [] },
      facts: name === undefined ? {} : { schema: String(name) },
    };
  };
  const content = forms.length > 0 ? { content: sortedSet(forms.map(([type]) => mediaType(type))) } : {};
  const first = main ? ofForm(main) : undefined;
  addSchema(places, context, {
    place,
    node: first?.node ?? { schema: null, at, through: [] },
    at,
    facts: { ...facts, ...content, ...first?.facts },
    descriptions: [],
  });
  for (const form of forms) {
    const other = ofForm(form);
    if (form === main || canonical(schemaIn(other.node)) === canonical(schemaIn(first?.node))) continue;
    const beside = `${place} (${mediaType(form[0]).replace(/[()]/g, '')})`;
    addSchema(places, context, {
      place: beside,
      ...other,
      at: [...at, 'content', form[0]],
      descriptions: [],
    });
  }
}

function schemaIn(node: SchemaNode | undefined): Json | undefined {
  return node && 'schema' in node ? node.schema : undefined;
}

function mediaType(type: string): string {
  return (type.split(';')[0] ?? type).trim().toLowerCase();
}

interface SchemaPlace {
  place: string;
  node: SchemaNode;
  at: Pointer;
  /** Facts that the schema itself does not say. */
  facts: PlaceFacts;
  descriptions: string[];
}

/** A schema and all that is in it. */
function addSchema(places: Map<string, PlaceFacts>, context: Context, start: SchemaPlace, depth = 0): void {
  const { place, node, at, facts: outer, descriptions } = start;
  const shape = context.reader.shapeOf(node, depth);
  const facts: PlaceFacts = { ...shape.facts, ...outer };
  places.set(place, {
    ...facts,
    ...context.dialect.describedFacts([...descriptions, ...shape.descriptions], facts),
  });
  context.onPlace(place, at);
  const add = (step: string, child: SchemaNode, own: PlaceFacts) =>
    addSchema(
      places,
      context,
      { place: place + step, node: child, at: whereIs(child, at), facts: own, descriptions: [] },
      depth + 1,
    );
  const named = [...shape.properties].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, child] of named) {
    add(`.${nameInPlace(name)}`, child, { required: shape.required.has(name) });
  }
  for (const name of [...shape.required].sort()) {
    if (shape.properties.has(name)) continue;
    places.set(`${place}.${nameInPlace(name)}`, { required: true });
    context.onPlace(`${place}.${nameInPlace(name)}`, at);
  }
  if (shape.items) add('[]', shape.items, {});
  if (shape.further) add('{}', shape.further, {});
}

function whereIs(node: SchemaNode, fallback: Pointer): Pointer {
  if ('schema' in node) return node.at;
  const [first] = 'all' in node ? node.all : node.any;
  return first ? whereIs(first, fallback) : fallback;
}
