import type { OperationDescriptor } from '@cliqkit/types';
import { refuse } from '../replies/refuse.ts';
import type { Endpoint, Variant } from '../spec/endpoints.ts';

function takes({ body }: OperationDescriptor, key: string): boolean {
  return body !== undefined && Object.hasOwn(body.keys, key);
}

function isComplete({ body }: OperationDescriptor, keys: ReadonlySet<string>): boolean {
  if (body === undefined) return false;
  return body.required.every((key) => keys.has(key)) && keys.size >= (body.minKeys ?? 0);
}

function byQuery(variants: Endpoint['variants'], query: Readonly<Record<string, unknown>>): Variant {
  const selected = variants.find(
    ({ descriptor: { select } }) =>
      select !== undefined &&
      Object.entries(select.query).every(([name, value]) => String(query[name]) === value),
  );
  return selected ?? variants[0];
}

function byKeys(variants: Endpoint['variants'], keys: ReadonlySet<string>): Variant {
  const [first] = variants;
  const known = variants.filter(({ descriptor }) => [...keys].every((key) => takes(descriptor, key)));
  const complete = known.find(({ descriptor }) => isComplete(descriptor, keys));
  // Validation tells what is missing.
  if (complete !== undefined || known[0] !== undefined) return complete ?? known[0] ?? first;
  const foreign = [...keys].some((key) => !variants.some(({ descriptor }) => takes(descriptor, key)));
  if (foreign) throw refuse(first.descriptor, 'extra_key_found', 'The body has a key too many.');
  throw refuse(
    first.descriptor,
    'invalid_inputs',
    'The body mixes keys that belong to different operations.',
  );
}

/** Which of the operations that share a URL a call is meant for. */
export function pickVariant(
  endpoint: Endpoint,
  query: Readonly<Record<string, unknown>>,
  body: unknown,
): Variant {
  const [first] = endpoint.variants;
  if (endpoint.variants.length === 1) return first;
  if (first.validateBody === undefined) return byQuery(endpoint.variants, query);
  if (body === undefined) return first;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse(first.descriptor, 'input_pattern_mismatch', 'The body is not an object.');
  }
  return byKeys(endpoint.variants, new Set(Object.keys(body)));
}
