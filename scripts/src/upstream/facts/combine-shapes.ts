import { canonical, listOf, sortedSet } from '../read/json.ts';
import type { PlaceFacts } from './facts.ts';
import type { SchemaNode, Shape } from './schema-shape.ts';

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** The types of value that a keyword is about; the others are about all. */
const about: Record<string, string[]> = {
  ...byType(['string'], ['minLength', 'maxLength', 'pattern']),
  ...byType(
    ['integer', 'number'],
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ),
  ...byType(['array'], ['minItems', 'maxItems', 'uniqueItems']),
  ...byType(['object'], ['minProperties', 'maxProperties', 'closed', 'open']),
};

function byType(types: string[], keywords: string[]): Record<string, string[]> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, types]));
}

function typesOf({ facts }: Shape): string[] {
  return typeof facts['type'] === 'string' ? facts['type'].split('|') : [];
}

/** What holds when every one of the schemas holds. */
export function allOf(shapes: Shape[]): Shape {
  const said = shapes.filter((shape) => !isEmpty(shape));
  const [first, ...rest] = said.length > 0 ? said : shapes;
  return (
    (first ? rest.reduce(both, first) : undefined) ?? {
      facts: {},
      properties: new Map(),
      required: new Set(),
      descriptions: [],
    }
  );
}

function isEmpty({ facts, properties, required, items, further, descriptions }: Shape): boolean {
  return (
    Object.keys(facts).length + properties.size + required.size + descriptions.length === 0 &&
    !items &&
    !further
  );
}

function both(a: Shape, b: Shape): Shape {
  const facts: PlaceFacts = { ...a.facts, ...b.facts };
  for (const [bounds, tighter] of [
    [lowerBounds, Math.max],
    [upperBounds, Math.min],
  ] as const) {
    for (const key of bounds) {
      const values = [a.facts[key], b.facts[key]].filter((value) => typeof value === 'number');
      if (values.length === 2) facts[key] = tighter(...values);
    }
  }
  const types = typesOf(a).filter((type) => typesOf(b).includes(type));
  if (types.length > 0) facts['type'] = types.join('|');
  if (Array.isArray(a.facts['enum']) && Array.isArray(b.facts['enum'])) {
    const known = new Set(b.facts['enum'].map(canonical));
    facts['enum'] = a.facts['enum'].filter((value) => known.has(canonical(value)));
  }
  return {
    facts,
    properties: merge(a.properties, b.properties, 'all'),
    required: new Set([...a.required, ...b.required]),
    ...optional('items', join(a.items, b.items, 'all')),
    ...optional('further', join(a.further, b.further, 'all')),
    descriptions: [...new Set([...a.descriptions, ...b.descriptions])],
  };
}

/** What holds when one of the schemas holds. Objects become one with the keys of all; `alternatives` says how many there were. */
export function anyOf(choices: Shape[]): Shape {
  const shapes = choices.filter(({ onlyNull }) => !onlyNull);
  if (shapes.length > 0 && shapes.length < choices.length) {
    const merged = anyOf(shapes);
    return { ...merged, facts: { ...merged.facts, nullable: true } };
  }
  const [first, ...rest] = choices;
  if (!first || rest.length === 0) return first ?? allOf([]);
  const objects = choices.filter((shape) => typesOf(shape).includes('object') || shape.properties.size > 0);
  const facts = looserFacts(choices);
  if (objects.length > 1) facts['alternatives'] = objects.length;
  let merged: Shape = { facts: {}, properties: new Map(), required: new Set(), descriptions: [] };
  for (const shape of choices) {
    merged = {
      facts: {},
      properties: merge(merged.properties, shape.properties, 'any'),
      required: merged.required,
      ...optional('items', join(merged.items, shape.items, 'any')),
      ...optional('further', join(merged.further, shape.further, 'any')),
      descriptions: [...new Set([...merged.descriptions, ...shape.descriptions])],
    };
  }
  const [some, ...others] = objects;
  const required = [...(some?.required ?? [])].filter((name) =>
    others.every((shape) => shape.required.has(name)),
  );
  return { ...merged, facts, required: new Set(required) };
}

/** A fact stays when every branch that it could be about has it; bounds take the loosest value. */
function looserFacts(shapes: Shape[]): PlaceFacts {
  const facts: PlaceFacts = {};
  const keys = new Set(shapes.flatMap((shape) => Object.keys(shape.facts)));
  for (const special of ['type', 'format', 'enum', 'suggested', 'alternatives']) keys.delete(special);
  for (const key of keys) {
    const types = about[key];
    const concerned = shapes.filter((shape) => {
      const own = typesOf(shape);
      return !types || own.length === 0 || own.some((type) => types.includes(type));
    });
    const values = concerned.map((shape) => shape.facts[key]);
    if (key === 'nullable' || key === 'open' || key === 'unresolved' || key === 'recursive') {
      facts[key] = values.find((value) => value !== undefined) ?? true;
      continue;
    }
    const [value] = values;
    if (value === undefined || values.includes(undefined)) continue;
    const numbers = values.filter((each) => typeof each === 'number');
    if (numbers.length === values.length && lowerBounds.includes(key)) facts[key] = Math.min(...numbers);
    else if (numbers.length === values.length && upperBounds.includes(key)) facts[key] = Math.max(...numbers);
    else if (values.every((each) => canonical(each) === canonical(value))) facts[key] = value;
  }
  const types = shapes.map(typesOf);
  if (types.every((own) => own.length > 0)) facts['type'] = sortedSet(types.flat()).join('|');
  const formats = formatsOf(shapes);
  if (formats.length > 0) facts['format'] = sortedSet(formats).join('|');
  return { ...facts, ...enumOf(shapes) };
}

/** Formats that all branches of a type agree on or choose between: `date-time|int64`. */
function formatsOf(shapes: Shape[]): string[] {
  return sortedSet(shapes.flatMap(typesOf)).flatMap((type) => {
    const formats = shapes
      .filter((shape) => typesOf(shape).some((own) => own === type))
      .map((shape) => shape.facts['format']);
    return formats.includes(undefined) ? [] : formats.filter((format) => typeof format === 'string');
  });
}

/** The values when every branch lists some; where another branch takes any value of that type, they are suggestions. */
function enumOf(shapes: Shape[]): PlaceFacts {
  const listed = shapes.filter(
    ({ facts }) => Array.isArray(facts['enum']) || Array.isArray(facts['suggested']),
  );
  if (listed.length === 0) return {};
  const values = sortedSet(listed.flatMap(({ facts }) => listOf(facts['enum'] ?? facts['suggested'])));
  return listed.length === shapes.length && listed.every(({ facts }) => facts['suggested'] === undefined)
    ? { enum: values }
    : { suggested: values };
}

function merge(
  a: Map<string, SchemaNode>,
  b: Map<string, SchemaNode>,
  how: 'all' | 'any',
): Map<string, SchemaNode> {
  const merged = new Map(a);
  for (const [name, node] of b) {
    const joined = join(a.get(name), node, how);
    if (joined) merged.set(name, joined);
  }
  return merged;
}

function join(
  a: SchemaNode | undefined,
  b: SchemaNode | undefined,
  how: 'all' | 'any',
): SchemaNode | undefined {
  if (!a || !b) return a ?? b;
  return how === 'all' ? { all: [a, b] } : { any: [...('any' in a ? a.any : [a]), b] };
}

function optional<K extends 'items' | 'further'>(
  key: K,
  node: SchemaNode | undefined,
): { [P in K]?: SchemaNode } {
  // The compiler widens a computed key to string.
  return node ? ({ [key]: node } as { [P in K]?: SchemaNode }) : {};
}
