import { refuseInput } from './refuse-input.ts';

/**
 * Writes one id into a path, encoded once, as exactly one segment. Refuses what would change the path: nothing, a dot
 * or two, and whatever is not a string. Every path of the SDK is made here.
 */
export function encodeSegment(value: unknown, name: string, operation?: string): string {
  if (typeof value !== 'string') {
    const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
    const hint =
      typeof value === 'number'
        ? ' Ids have up to 19 digits, more than a number holds: keep them as strings.'
        : '';
    throw refuseInput(operation, `${name} must be a string, not ${got}.${hint}`);
  }
  if (value === '' || value === '.' || value === '..') {
    throw refuseInput(operation, `${name} must be an id, not "${value}": that would be another URL.`);
  }
  try {
    return encodeURIComponent(value);
  } catch {
    throw refuseInput(operation, `${name} holds half a character (a lone surrogate) and cannot be sent.`);
  }
}

/** Fills the placeholders of a path template. */
export function fillPath(template: string, ids: Record<string, unknown>, operation?: string): string {
  return template.replace(/\{([^{}]+)\}/g, (_all, name: string) =>
    encodeSegment(Object.hasOwn(ids, name) ? ids[name] : undefined, name, operation),
  );
}
