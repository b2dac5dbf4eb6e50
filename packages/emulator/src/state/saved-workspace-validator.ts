import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { newAjv } from '../spec/new-ajv.ts';
import type { SavedWorkspace } from './saved-workspace.ts';

// `require`, because a JSON import attribute prints a warning on Node 20.
const require = createRequire(import.meta.url);

let compiled: ValidateFunction<SavedWorkspace> | undefined;

/** Validates a saved workspace by its published schema. Stops at the first mistake: nobody writes one by hand. */
export function savedWorkspaceValidator(): ValidateFunction<SavedWorkspace> {
  compiled ??= newAjv({ verbose: true, allowUnionTypes: true }).compile<SavedWorkspace>(
    require('../../schemas/snapshot-workspace.schema.json'),
  );
  return compiled;
}
