import type { Mapping } from '../read/json.ts';
import { canonical } from '../read/json.ts';
import { mapSchema } from './walk-schema.ts';

/** A schema without what is only words: the same for two that allow the same. */
export function shapeOf(schema: Mapping): string {
  return canonical(mapSchema(schema, ({ description: _, example: _example, ...rest }) => rest));
}
