import { createRequire } from 'node:module';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { documents } from './documents.ts';
import { newAjv } from './new-ajv.ts';

// `require`, because it is loaded within a call, with the first schema.
const require = createRequire(import.meta.url);

let made: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

function withDocuments(): Ajv2020 {
  const formats: typeof import('ajv-formats') = require('ajv-formats');
  const ajv = newAjv({ allErrors: true, strict: false });
  formats.default(ajv);
  for (const [module, document] of documents) ajv.addSchema(document, module);
  return ajv;
}

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
  made ??= withDocuments();
  const validate = made.compile({ $ref });
  compiled.set($ref, validate);
  return validate;
}
