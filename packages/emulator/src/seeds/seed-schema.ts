import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { newAjv } from '../spec/new-ajv.ts';
import type { Seed } from './seed.ts';

/** The parts of a JSON Schema by which a document is read and a mistake explained. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly examples?: readonly unknown[];
}

/** A seed in a file may say where its schema is. */
type SeedFile = Seed & { readonly $schema?: string };

// `require`, because a JSON import attribute prints a warning on Node 20.
const require = createRequire(import.meta.url);

/** The published schema of seeds. */
export const seedSchema: SchemaNode = require('../../schemas/seed.schema.json');

/** The schema behind a reference. */
export function resolved(schema: SchemaNode | undefined): SchemaNode | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? schema : seedSchema.$defs?.[name];
}

/**
 * How exactly texts are looked at: `published` as the schema has it, `plain` without its patterns and lengths, for the seed of
 * a program, which may call things as it likes.
 */
export type SeedStrictness = 'published' | 'plain';

const ofTexts: ReadonlySet<string> = new Set(['pattern', 'minLength', 'maxLength']);

/** The schema without what it says of texts. No key of a seed is called like that. */
function plainSchema(): SchemaNode {
  return JSON.parse(JSON.stringify(seedSchema, (key, value) => (ofTexts.has(key) ? undefined : value)));
}

const compiled = new Map<string, ValidateFunction<SeedFile>>();

/**
 * Validates a seed, and fills in what it may leave out.
 *
 * @param report - All mistakes, or the first one: the time for all of them grows with their square.
 */
export function seedValidator(
  report: 'all' | 'first',
  strictness: SeedStrictness,
): ValidateFunction<SeedFile> {
  const name = `${report} ${strictness}`;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const ajv = newAjv({ allErrors: report === 'all', verbose: true, useDefaults: true });
  const validate = ajv.compile<SeedFile>(strictness === 'published' ? seedSchema : plainSchema());
  compiled.set(name, validate);
  return validate;
}
