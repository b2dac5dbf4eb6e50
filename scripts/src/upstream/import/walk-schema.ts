import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import { listOf } from './json.ts';

/** Makes a schema anew from the inside out. `change` gets each schema with its changed parts, and as it was before. */
export function mapSchema(
  before: Mapping,
  change: (schema: Mapping, before: Mapping, key: string) => Mapping,
  key = '',
): Mapping {
  const below = (part: Mapping[string] | undefined, name: string) =>
    mapSchema(mappingOf(part) ?? {}, change, name);
  const schema: Mapping = { ...before };
  const properties = mappingOf(own(before, 'properties'));
  if (properties) {
    schema['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, entry]) => [name, below(entry, name)]),
    );
  }
  for (const word of ['items', 'not', 'additionalProperties']) {
    const part = mappingOf(own(before, word));
    if (part) schema[word] = below(part, key);
  }
  for (const word of ['allOf', 'oneOf', 'anyOf']) {
    const parts = listOf(own(before, word));
    if (parts) schema[word] = parts.map((part) => below(part, key));
  }
  return change(schema, before, key);
}
