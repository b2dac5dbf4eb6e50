import type { Endpoint, Variant } from '../spec/endpoints.ts';
import { pickVariant } from './pick-variant.ts';
import { parseBody, readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

/** What a request asks for. */
export interface Validated {
  readonly variant: Variant;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Reads the query and the body of a request, and refuses what the spec does not allow. */
export function validate(endpoint: Endpoint, parameters: URLSearchParams, bytes: Uint8Array): Validated {
  const [{ descriptor, validateBody }] = endpoint.variants;
  const query = readQuery(descriptor, endpoint, parameters);
  const parsed = validateBody === undefined ? undefined : parseBody(descriptor, bytes);
  const variant = pickVariant(endpoint, query, parsed);
  return { variant, query, body: readBody(variant, parsed) };
}
