import type { OperationDescriptor } from '@cliqkit/types';
import { refuse } from '../replies/refuse.ts';
import type { SchemaObject } from '../spec/documents.ts';
import type { Endpoint } from '../spec/endpoints.ts';

/** Reads a text as the type of its schema; a text that is not of that type stays one, and fails validation. */
function read(text: string, { type }: SchemaObject): unknown {
  if (type === 'array') return text.split(',');
  if (type === 'integer' && /^-?\d+$/u.test(text)) return Number(text);
  // Present without a value counts as true (CLIQ's `?primary`).
  if (type === 'boolean' && (text === 'true' || text === '')) return true;
  if (type === 'boolean' && text === 'false') return false;
  return text;
}

/** The values of a query, each as the type that the spec gives it, right or wrong. */
export function queryValues({ query }: Endpoint, given: URLSearchParams): Readonly<Record<string, unknown>> {
  const known = [...given].flatMap(([name, text]): [string, unknown][] => {
    const parameter = query.get(name);
    return parameter === undefined ? [] : [[name, read(text, parameter.definition.schema)]];
  });
  return Object.fromEntries(known);
}

/** The query of a request, validated against the spec. */
export function readQuery(
  descriptor: OperationDescriptor,
  { query }: Endpoint,
  given: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const unknown = [...given.keys()].find((name) => !query.has(name));
  if (unknown !== undefined)
    throw refuse(descriptor, 'extra_param_found', 'The query has a parameter too many.');
  for (const [name, { definition, validate }] of query) {
    const [text, ...more] = given.getAll(name);
    if (text === undefined) {
      if (definition.required === true)
        throw refuse(descriptor, 'param_missing', `The parameter ${name} is missing.`);
      continue;
    }
    const value = read(text, definition.schema);
    if (more.length > 0 || !validate()(value)) {
      throw refuse(descriptor, 'input_pattern_mismatch', `The parameter ${name} is not acceptable.`);
    }
    values[name] = value;
  }
  return values;
}
