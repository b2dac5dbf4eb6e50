import { InputError } from './errors/input-error.ts';

/**
 * Writes query parameters; lists with commas, as the service reads them. Undefined ones are left out. Refuses what has
 * no one text form, and list items with a comma, which would be read as two.
 */
export function serializeQuery(query: Record<string, unknown>): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${Array.isArray(value) ? value.map((item) => listItem(name, item)).join(',') : scalar(name, value)}`,
    )
    .join('&');
}

function scalar(name: string, value: unknown): string {
  const fine =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  if (!fine)
    throw new InputError(`${name} must be a string, a finite number, a boolean or a list of strings.`);
  return encode(name, String(value));
}

function listItem(name: string, item: unknown): string {
  if (typeof item !== 'string' || item === '' || item.includes(',')) {
    throw new InputError(`every item of ${name} must be a string that is not empty and has no comma.`);
  }
  return encode(name, item);
}

function encode(name: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw new InputError(`${name} holds half a character (a lone surrogate) and cannot be sent.`);
  }
}
