import type { OperationDescriptor } from '@cliqkit/types';
import { refuseInput } from './refuse-input.ts';
import { checkRules } from './rules.ts';

/**
 * Writes query parameters; lists with commas, as the service reads them. Undefined ones are left out. Refuses what the
 * operation documents otherwise, what has no one text form, and list items with a comma, which would be read as two.
 */
export function serializeQuery(query: Record<string, unknown>, operation?: OperationDescriptor): string {
  if (operation) checkRules(operation.id, 'query', operation.query, query);
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${textOf(name, value, operation?.id)}`)
    .join('&');
}

function textOf(name: string, value: unknown, operation: string | undefined): string {
  if (Array.isArray(value)) return value.map((item) => listItem(name, item, operation)).join(',');
  const fine = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!fine) {
    throw refuseInput(
      operation,
      `${name} must be a string, a finite number, a boolean or a list of strings.`,
    );
  }
  return encode(name, String(value), operation);
}

function listItem(name: string, item: unknown, operation: string | undefined): string {
  if (typeof item !== 'string' || item === '' || item.includes(',')) {
    throw refuseInput(
      operation,
      `every item of ${name} must be a string that is not empty and has no comma.`,
    );
  }
  return encode(name, item, operation);
}

function encode(name: string, text: string, operation: string | undefined): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw refuseInput(operation, `${name} holds half a character (a lone surrogate) and cannot be sent.`);
  }
}
