import openapiTS, { astToString } from 'openapi-typescript';
import { expandVariants } from './expand-variants.ts';
import type { Document } from './openapi.ts';
import { banner } from './outputs.ts';

/** `paths`, `operations` and `components` of a module, variants expanded, by openapi-typescript. */
export async function emitSchema(module: string, document: Document): Promise<string> {
  // Mutable: openapi-fetch reads readonly arrays as plain objects. Arrays, not enums: nothing of a type may ship.
  const ast = await openapiTS(expandVariants(document) as never, {
    immutable: false,
    alphabetize: true,
    enum: false,
    silent: true,
  });
  return `${banner(`specs/${module}.yaml`)}${astToString(ast)}`;
}
