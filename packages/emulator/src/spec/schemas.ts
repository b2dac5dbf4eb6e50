import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { documents } from './documents.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
for (const [module, document] of documents) ajv.addSchema(document, module);

const compiled = new Map<string, ValidateFunction>();

/**
 * The validator of a schema inside a published OpenAPI document, compiled when first asked for.
 *
 * @param module - Name of the document.
 * @param path - Keys that lead from the root of the document to the schema.
 */
export function schemaAt(module: string, path: readonly string[]): ValidateFunction {
  const pointer = path.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
  const $ref = `${module}#/${pointer.join('/')}`;
  const known = compiled.get($ref);
  if (known !== undefined) return known;
  const validate = ajv.compile({ $ref });
  compiled.set($ref, validate);
  return validate;
}
