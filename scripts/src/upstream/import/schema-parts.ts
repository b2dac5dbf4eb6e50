import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import { listOf, quoted, textOf } from './json.ts';
import { pascalCase, singular } from './names.ts';
import { commonSchemaLike } from './read-known-specs.ts';
import type { SchemaStore } from './schema-store.ts';

/** Keywords that make a schema of others. */
export const combinations = ['allOf', 'oneOf', 'anyOf'] as const;

/** A combination of one schema is that schema. */
export function alone(schema: Mapping, part: Mapping, nullable: boolean): Mapping {
  const { allOf: _, oneOf: _one, anyOf: _any, type, ...words } = schema;
  if (nullable) {
    const { description, example: _example, ...rest } = words;
    return {
      ...(description !== undefined && { description }),
      anyOf: [{ ...rest, ...part }, { type: 'null' }],
    };
  }
  const isRef = own(part, '$ref') !== undefined;
  return { ...(type !== undefined && !isRef && { type }), ...words, ...part };
}

/** The schema of common.yaml for an id that is called as it is: `chat_ids` holds ChatId. */
export function commonId(
  store: SchemaStore,
  given: Mapping,
  types: string[],
  key: string,
): string | undefined {
  const [type, ...others] = types;
  if (!/_ids?$/i.test(key) || type !== 'string' || others.length > 0) return undefined;
  if (['enum', 'pattern', 'format', 'const', 'maxLength'].some((word) => own(given, word) !== undefined))
    return undefined;
  const name = pascalCase(singular(key));
  return name && commonSchemaLike(store.context.known, name, type);
}

/** The keys that must be there; `required: true` on a key, as old documents have it, counts too. */
export function requiredOf(
  given: Mapping,
  properties: Mapping | undefined,
  ask: (text: string, note?: string) => void,
): string[] {
  const flagged = Object.entries(mappingOf(own(given, 'properties')) ?? {})
    .filter(([, entry]) => own(mappingOf(entry), 'required') === true)
    .map(([name]) => name);
  const listed = (listOf(own(given, 'required')) ?? []).flatMap((name) => textOf(name) ?? []);
  const all = [...new Set([...listed, ...flagged])];
  if (properties === undefined || combinations.some((word) => own(given, word) !== undefined)) return all;
  const missing = all.filter((name) => !Object.hasOwn(properties, name));
  if (missing.length > 0)
    ask(
      'A key is required that the schema does not have; it was left out. Add the key, if there is one.',
      missing.map(quoted).join(', '),
    );
  return all.filter((name) => Object.hasOwn(properties, name));
}
