import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { asType } from './clean-keywords.ts';
import { keysOf } from './close-body.ts';
import { listOf, quoted } from './json.ts';
import type { Place } from './questions.ts';
import { formats, sampleOf } from './sample.ts';
import type { SchemaStore } from './schema-store.ts';
import { mapSchema } from './walk-schema.ts';

const base = 'file:///specs/';
const idKey = /(^|_)ids?$|_token$|^(pin_above|reply_to)$/i;
const deepest = 24;

/** Examples that fit the draft's schemas. Made once all schemas are final. */
export class Examples {
  readonly #store: SchemaStore;
  readonly #ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, formats });

  constructor(store: SchemaStore) {
    this.#store = store;
    this.#ajv.addSchema({ ...store.context.known.common, $id: `${base}common.yaml` });
    this.#ajv.addSchema({
      $id: `${base}draft.yaml`,
      components: { schemas: Object.fromEntries(store.schemas) },
    });
  }

  /** Takes out the examples and defaults within the schemas that do not fit them. */
  checkSchemas(): void {
    for (const [name, schema] of this.#store.schemas) {
      this.#store.schemas.set(name, this.checked(schema, { schema: name }));
    }
  }

  /** A schema without the examples and defaults in it that do not fit. */
  checked(schema: Mapping, place: Place): Mapping {
    return mapSchema(schema, (changed) => this.#checkedPart(changed, place));
  }

  #checkedPart(schema: Mapping, place: Place): Mapping {
    const { example, default: fallback, ...bare } = schema;
    const result = { ...schema };
    if (fallback !== undefined) {
      const value = this.fitted(bare, fallback);
      if (value === undefined) {
        delete result['default'];
        this.#store.context.questions.ask(
          'A default of upstream does not fit its type and was left out.',
          place,
        );
      } else result['default'] = value;
    }
    if (example === undefined) return this.#withoutBarePattern(result, place);
    const value = this.fitted(bare, example);
    if (value !== undefined) return { ...result, example: value };
    this.#store.context.questions.ask(
      'An example of upstream does not fit its schema and was left out. One of the two is wrong.',
      place,
    );
    delete result['example'];
    return this.#withoutBarePattern(result, place);
  }

  /** A pattern without an example that fits it cannot be shown; a harmless value for it is more than can be guessed. */
  #withoutBarePattern(schema: Mapping, place: Place): Mapping {
    const { pattern, ...rest } = schema;
    if (pattern === undefined || this.#valid(schema, this.sample(schema))) return schema;
    this.#store.context.questions.ask(
      'A pattern was left out, because no example fits it. Put it back, together with an example.',
      place,
      undefined,
      quoted(String(pattern)),
    );
    return rest;
  }

  /** The value with ids as strings and without keys that the schema does not have; undefined when it still does not fit. */
  fitted(schema: Mapping, given: Json): Json | undefined {
    const value = this.#shaped(schema, given, '', 0);
    return this.#valid(schema, value) ? value : undefined;
  }

  /** The keys of a value that its schema does not have. */
  strangeKeys(schema: Mapping, given: Json): string[] {
    const kept = new Set(keysIn(this.#shaped(schema, given, '', 0)));
    return [...new Set(keysIn(given))].filter((key) => !kept.has(key));
  }

  /** A harmless value for a schema. */
  sample(schema: Mapping, key = ''): Json {
    return sampleOf((part) => this.#store.resolve(part), schema, key, 0);
  }

  #valid(schema: Mapping, value: Json): boolean {
    try {
      return this.#ajv.compile(anchored(schema))(value);
    } catch {
      return false; // A schema that cannot be compiled fits nothing; the linter says what is wrong with it.
    }
  }

  #shaped(given: Mapping, value: Json, key: string, depth: number): Json {
    const schema = this.#store.resolve(given);
    if (depth > deepest || Object.keys(schema).length === 0) return idsAsStrings(value, key);
    const choices = [...(listOf(own(schema, 'oneOf')) ?? []), ...(listOf(own(schema, 'anyOf')) ?? [])].map(
      (part) => mappingOf(part) ?? {},
    );
    for (const choice of choices) {
      const shaped = this.#shaped(choice, value, key, depth + 1);
      if (this.#valid(choice, shaped)) return shaped;
    }
    const list = listOf(value);
    if (list)
      return list.map((entry) => this.#shaped(mappingOf(own(schema, 'items')) ?? {}, entry, key, depth + 1));
    const map = mappingOf(value);
    if (map) return this.#shapedObject(schema, map, depth);
    const type = own(schema, 'type');
    const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
    return asType(value, types);
  }

  #shapedObject(schema: Mapping, map: Mapping, depth: number): Mapping {
    const properties = keysOf(this.#store, schema, 0)?.properties ?? {};
    const further = own(schema, 'additionalProperties');
    const open = further !== undefined && further !== false;
    const entries = Object.entries(map).flatMap(([name, entry]): [string, Json][] => {
      const property = own(properties, name);
      if (property === undefined && !open) return [];
      return [[name, this.#shaped(mappingOf(property ?? further ?? {}) ?? {}, entry, name, depth + 1)]];
    });
    return Object.fromEntries(entries);
  }
}

/** The schema with references that the validator can follow from anywhere. */
function anchored(schema: Mapping): Mapping {
  return mapSchema(schema, (part) => {
    const ref = own(part, '$ref');
    return typeof ref === 'string'
      ? { ...part, $ref: `${base}${ref.startsWith('#') ? 'draft.yaml' : ''}${ref}` }
      : part;
  });
}

function idsAsStrings(value: Json, key: string): Json {
  if (typeof value === 'number' && idKey.test(key)) return String(value);
  if (Array.isArray(value)) return value.map((entry) => idsAsStrings(entry, key));
  const map = mappingOf(value);
  if (map === undefined) return value;
  return Object.fromEntries(Object.entries(map).map(([name, entry]) => [name, idsAsStrings(entry, name)]));
}

/** Every key in a value, with the keys above it. */
function keysIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return Object.entries(mappingOf(value) ?? {}).flatMap(([key, entry]) => [
    key,
    ...keysIn(entry).map((below) => `${key}.${below}`),
  ]);
}
