import type { KeyRule, OperationDescriptor } from '@cliqkit/types';
import { InputError } from './errors/input-error.ts';

/** The keys of a body that will be sent: those with a value. */
export function keysOf(body: object): string[] {
  return Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
}

/**
 * Checks a body against what its operation documents: required keys, lengths, sizes, allowed values. Keys the specs do
 * not know go through, so that a new one of the service can be used before this package knows it.
 */
export function checkBody(operation: OperationDescriptor, body: unknown): void {
  const rule = operation.body;
  if (rule === undefined || (body === undefined && rule.optional)) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InputError(`${operation.id}: the body must be an object.`);
  }
  const keys = keysOf(body);
  const missing = rule.required.filter((key) => !keys.includes(key));
  if (missing.length > 0) throw new InputError(`${operation.id}: the body needs ${missing.join(' and ')}.`);
  if (keys.length < (rule.minKeys ?? 0)) {
    throw new InputError(
      `${operation.id}: the body needs at least one of ${Object.keys(rule.keys).join(', ')}.`,
    );
  }
  for (const [key, value] of Object.entries(body)) {
    const bounds = Object.hasOwn(rule.keys, key) ? rule.keys[key] : undefined;
    const problem = bounds && value !== undefined ? outOfBounds(bounds, value) : undefined;
    if (problem) throw new InputError(`${operation.id}: ${key} ${problem}.`);
  }
}

function outOfBounds(bounds: KeyRule, value: unknown): string | undefined {
  if (typeof value === 'string') {
    const length = [...value].length;
    if (length > (bounds.maxLength ?? Number.POSITIVE_INFINITY))
      return `has ${length} characters; at most ${bounds.maxLength}`;
    if (length < (bounds.minLength ?? 0)) return 'is empty';
    if (bounds.enum && !bounds.enum.includes(value)) return `must be one of ${bounds.enum.join(', ')}`;
  }
  if (Array.isArray(value)) {
    if (value.length > (bounds.maxItems ?? Number.POSITIVE_INFINITY))
      return `has ${value.length} items; at most ${bounds.maxItems} in one call`;
    if (value.length < (bounds.minItems ?? 0)) return 'is empty';
    if (value.some((item) => typeof item !== 'string' || item === ''))
      return 'must hold ids, which are strings and not empty';
  }
  return undefined;
}

/**
 * Writes a body as JSON, now: what the caller changes later is not sent. Refuses what JSON leaves out as a whole, for no
 * body can mean everything: pins deleted without ids are all pins.
 */
export function serializeBody(operation: string, body: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(body);
    if (text !== undefined) return text;
  } catch (cause) {
    throw new InputError(
      `${operation}: the body cannot be written as JSON (a cycle, a bigint, or a throwing getter). See error.cause.`,
      { cause },
    );
  }
  throw new InputError(`${operation}: the body must be an object.`);
}
