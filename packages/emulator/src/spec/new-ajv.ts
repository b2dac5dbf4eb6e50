import { createRequire } from 'node:module';
import type { Ajv2020, Options } from 'ajv/dist/2020.js';

const require = createRequire(import.meta.url);

/**
 * A validator of JSON Schema, loaded when first asked for: that takes longer than to load all the rest of the emulator.
 * It takes schemas as they are. Each is part of this project, and to check them would compile the schema of all schemas.
 */
export function newAjv(options: Options): Ajv2020 {
  const loaded: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js');
  return new loaded.Ajv2020({ meta: false, validateSchema: false, ...options });
}
