import type { KeyRule, KeyRules } from '@cliqkit/types';
import { refuseInput } from './refuse-input.ts';

/** The keys that will be sent: those with a value. */
export function keysOf(given: object): string[] {
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
}

/**
 * Holds what is given against what the operation documents: required keys, lengths, sizes, allowed values. Keys that the
 * specs do not know go through, so that a new one of the service can be used before this package knows it.
 */
export function checkRules(operation: string, part: 'body' | 'query', rules: KeyRules, given: object): void {
  const keys = keysOf(given);
  const missing = rules.required.filter((key) => !keys.includes(key));
  if (missing.length > 0) throw refuseInput(operation, `the ${part} needs ${missing.join(' and ')}.`);
  for (const [key, value] of Object.entries(given)) {
    const bounds = Object.hasOwn(rules.keys, key) ? rules.keys[key] : undefined;
    const problem = bounds && value !== undefined ? outOfBounds(bounds, value) : undefined;
    if (problem) throw refuseInput(operation, `${key} ${problem}.`);
  }
}

function outOfBounds(bounds: KeyRule, value: unknown): string | undefined {
  if (bounds.minItems !== undefined || bounds.maxItems !== undefined) return badList(bounds, value);
  if (bounds.minLength !== undefined || bounds.maxLength !== undefined) return badText(bounds, value);
  if (bounds.enum && !bounds.enum.includes(value)) return `must be one of ${bounds.enum.join(', ')}`;
  return undefined;
}

function badText(
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: KeyRule,
  value: unknown,
): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  const length = [...value].length;
  if (length < minLength) return 'is empty';
  return length > maxLength ? `has ${length} characters; at most ${maxLength}` : undefined;
}

function badList(
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY }: KeyRule,
  value: unknown,
): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of ids';
  if (value.length < minItems) return 'is empty';
  if (value.length > maxItems) return `has ${value.length} items; at most ${maxItems} in one call`;
  const fine = value.every((item) => typeof item === 'string' && item !== '');
  return fine ? undefined : 'must hold ids, which are strings and not empty';
}
