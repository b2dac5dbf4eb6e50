import type { Mapping } from '../read/json.ts';
import { listOf, mappingOf, own, pointerOf, sortedSet, textOf, valueAt } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { allOf, anyOf } from './combine-shapes.ts';
import type { PlaceFacts } from './facts.ts';

/** A schema in its document, or several that hold together (`all`) or by choice (`any`). */
export type SchemaNode =
  | { schema: Json; at: Pointer; through: readonly string[] }
  | { all: SchemaNode[] }
  | { any: SchemaNode[] };

/** What a schema says at one place, references and combinations worked in. */
export interface Shape {
  facts: PlaceFacts;
  properties: Map<string, SchemaNode>;
  required: Set<string>;
  items?: SchemaNode;
  further?: SchemaNode;
  /** Descriptions that apply here. */
  descriptions: string[];
  /** Whether null is all that may stand here. */
  onlyNull?: true;
}

/** The document unfolds to more than anybody would read: references that multiply, or nesting without an end. */
export class TooLarge extends Error {
  readonly at: Pointer;
  constructor(at: Pointer, problem: string) {
    super(problem);
    this.name = 'TooLarge';
    this.at = at;
  }
}

/** How many schemas an operation, and a document, may unfold to. Zoho's largest have some 200 and 3,000. */
const mostOfOperation = 20_000;
const mostOfDocument = 500_000;
const deepest = 100;

/** Reads schemas of one document and counts them. */
export class SchemaReader {
  readonly #document: Mapping;
  #ofDocument = 0;
  #ofOperation = 0;

  constructor(document: Mapping) {
    this.#document = document;
  }

  startOperation(): void {
    this.#ofOperation = 0;
  }

  shapeOf(node: SchemaNode, depth: number): Shape {
    if ('all' in node) return allOf(node.all.map((each) => this.shapeOf(each, depth)));
    if ('any' in node) return anyOf(node.any.map((each) => this.shapeOf(each, depth)));
    this.#count(node.at);
    if (depth > deepest) throw new TooLarge(node.at, `schemas are nested more than ${deepest} deep`);
    const schema = mappingOf(node.schema);
    if (!schema) return emptyShape();
    const ref = own(schema, '$ref');
    return typeof ref === 'string'
      ? this.#follow(node, schema, ref, depth)
      : this.#combine(node, schema, depth);
  }

  #count(at: Pointer): void {
    this.#ofOperation += 1;
    this.#ofDocument += 1;
    const [what, most] =
      this.#ofOperation > mostOfOperation
        ? ['an operation', mostOfOperation]
        : ['the document', mostOfDocument];
    if (this.#ofOperation > mostOfOperation || this.#ofDocument > mostOfDocument)
      throw new TooLarge(at, `references unfold ${what} to more than ${most.toLocaleString('en')} schemas`);
  }

  #follow(
    { at, through }: { at: Pointer; through: readonly string[] },
    schema: Mapping,
    ref: string,
    depth: number,
  ): Shape {
    const { $ref: _, ...beside } = schema;
    const rest = this.#combine({ at, through }, beside, depth);
    if (through.includes(ref)) return allOf([{ ...emptyShape(), facts: { recursive: true } }, rest]);
    const target = pointerOf(ref);
    const value = target && valueAt(this.#document, target);
    if (target === undefined || value === undefined)
      return allOf([{ ...emptyShape(), facts: { unresolved: ref } }, rest]);
    const there = this.shapeOf({ schema: value, at: target, through: [...through, ref] }, depth + 1);
    return allOf([there, rest]);
  }

  #combine(
    { at, through }: { at: Pointer; through: readonly string[] },
    schema: Mapping,
    depth: number,
  ): Shape {
    const parts = [ownShape(schema, at, through)];
    const branches = (key: string): Shape[] =>
      listOf(own(schema, key)).map((branch, index) =>
        this.shapeOf({ schema: branch, at: [...at, key, index], through }, depth + 1),
      );
    parts.push(...branches('allOf'));
    for (const key of ['oneOf', 'anyOf']) {
      const choices = branches(key);
      if (choices.length > 0) parts.push(anyOf(choices));
    }
    return allOf(parts);
  }
}

function emptyShape(): Shape {
  return { facts: {}, properties: new Map(), required: new Set(), descriptions: [] };
}

/** Keywords that are facts as they stand, with the type that a value must have. */
const plainFacts = {
  format: 'string',
  pattern: 'string',
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
  minLength: 'number',
  maxLength: 'number',
  minItems: 'number',
  maxItems: 'number',
  minProperties: 'number',
  maxProperties: 'number',
} as const;

/** Keywords that only say something when they are true. */
const flags = ['uniqueItems', 'deprecated', 'nullable', 'readOnly', 'writeOnly'] as const;

function ownShape(schema: Mapping, at: Pointer, through: readonly string[]): Shape {
  const facts: PlaceFacts = {};
  for (const [key, type] of Object.entries(plainFacts)) {
    const value = own(schema, key);
    // A list or text of no or more is any list or text.
    const isEmpty = value === 0 && key.startsWith('min') && key !== 'minimum';
    if (typeof value === type && value !== undefined && !isEmpty) facts[key] = value;
  }
  for (const key of flags) if (own(schema, key) === true) facts[key] = true;
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum']) {
    const value = own(schema, key);
    if (typeof value === 'number' || value === true) facts[key] = value;
  }
  const fallback = own(schema, 'default');
  if (fallback !== undefined) facts['default'] = fallback;

  const node = (step: Pointer, value: Json): SchemaNode => ({ schema: value, at: [...at, ...step], through });
  const properties = Object.entries(mappingOf(own(schema, 'properties')) ?? {});
  const items = own(schema, 'items');
  const tuple = Array.isArray(items) ? items : listOf(own(schema, 'prefixItems'));
  const further = own(schema, 'additionalProperties');
  const patterns = Object.entries(mappingOf(own(schema, 'patternProperties')) ?? {});
  if (further === false && patterns.length === 0) facts['closed'] = true;
  if (further === true || (mappingOf(further) && Object.keys(mappingOf(further) ?? {}).length === 0))
    facts['open'] = true;
  const furtherNodes = [
    ...(mappingOf(further) && facts['open'] !== true && further !== undefined
      ? [node(['additionalProperties'], further)]
      : []),
    ...patterns.map(([pattern, value]) => node(['patternProperties', pattern], value)),
  ];
  const itemNodes = [
    ...tuple.map((value, index) => node([Array.isArray(items) ? 'items' : 'prefixItems', index], value)),
    ...(mappingOf(items) && items !== undefined ? [node(['items'], items)] : []),
  ];
  const description = textOf(own(schema, 'description'));
  addTypeAndEnum(schema, facts, {
    object:
      properties.length > 0 || furtherNodes.length > 0 || facts['closed'] === true || facts['open'] === true,
    array: itemNodes.length > 0,
  });
  return {
    facts,
    properties: new Map(properties.map(([name, value]) => [name, node(['properties', name], value)])),
    required: new Set(listOf(own(schema, 'required')).filter((name) => typeof name === 'string')),
    ...(itemNodes.length > 0 && { items: single(itemNodes) }),
    ...(furtherNodes.length > 0 && { further: single(furtherNodes) }),
    descriptions: description === undefined ? [] : [description],
    ...(own(schema, 'type') === 'null' && { onlyNull: true as const }),
  };
}

function single(nodes: SchemaNode[]): SchemaNode {
  const [first] = nodes;
  return nodes.length === 1 && first ? first : { any: nodes };
}

/** `type`, as named or as the other keywords imply, `enum` (a `const` is one value), and `nullable` in all its spellings. */
function addTypeAndEnum(
  schema: Mapping,
  facts: PlaceFacts,
  implied: { object: boolean; array: boolean },
): void {
  const type = own(schema, 'type');
  const named = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
  const constant = own(schema, 'const');
  const listed = Array.isArray(own(schema, 'enum'))
    ? listOf(own(schema, 'enum'))
    : constant === undefined
      ? undefined
      : [constant];
  if (named.includes('null') || listed?.includes(null)) facts['nullable'] = true;
  const values = listed?.filter((value) => value !== null);
  if (values) facts['enum'] = sortedSet(values);
  const types = named.filter((name) => name !== 'null');
  if (types.length === 0) {
    if (implied.object) types.push('object');
    else if (implied.array) types.push('array');
    else if (values)
      types.push(...values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  }
  if (types.length > 0) facts['type'] = sortedSet(types).join('|');
}
