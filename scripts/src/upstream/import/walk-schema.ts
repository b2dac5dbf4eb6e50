import type { JsonMap } from './json.ts';
import { listOf, mapOf, own } from './json.ts';

/** Makes a schema anew from the inside out. `change` gets each schema with its changed parts, and as it was before. */
export function mapSchema(
  before: JsonMap,
  change: (schema: JsonMap, before: JsonMap, key: string) => JsonMap,
  key = '',
): JsonMap {
  const below = (part: JsonMap[string] | undefined, name: string) =>
    mapSchema(mapOf(part) ?? {}, change, name);
  const schema: JsonMap = { ...before };
  const properties = mapOf(own(before, 'properties'));
  if (properties) {
    schema['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, entry]) => [name, below(entry, name)]),
    );
  }
  for (const word of ['items', 'not', 'additionalProperties']) {
    const part = mapOf(own(before, word));
    if (part) schema[word] = below(part, key);
  }
  for (const word of ['allOf', 'oneOf', 'anyOf']) {
    const parts = listOf(own(before, word));
    if (parts) schema[word] = parts.map((part) => below(part, key));
  }
  return change(schema, before, key);
}
