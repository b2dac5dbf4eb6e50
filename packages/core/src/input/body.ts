import type { OperationDescriptor } from '@cliqkit/types';
import { refuseInput } from './refuse-input.ts';
import { checkRules, keysOf } from './rules.ts';

/** Holds a body against what its operation documents. */
export function checkBody({ id, body: rules }: OperationDescriptor, body: unknown): void {
  if (rules === undefined || (body === undefined && rules.optional)) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuseInput(id, 'the body must be an object.');
  }
  checkRules(id, 'body', rules, body);
  if (keysOf(body).length < (rules.minKeys ?? 0)) {
    throw refuseInput(id, `the body needs at least one of ${Object.keys(rules.keys).join(', ')}.`);
  }
}

/**
 * Writes a body as JSON, now: what the caller changes later is not sent. Refuses what JSON leaves out as a whole, for no
 * body can mean everything: pins deleted without ids are all pins.
 */
export function serializeBody(operation: string, body: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(body);
    if (text !== undefined) return text;
  } catch {
    throw refuseInput(
      operation,
      'the body cannot be written as JSON: a cycle, a bigint, or a throwing getter.',
    );
  }
  throw refuseInput(operation, 'the body must be an object.');
}
