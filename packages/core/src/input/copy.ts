import { refuseInput } from './refuse-input.ts';

/**
 * A copy of an object that a caller handed in, with its lists: what the caller changes later is not sent. Refuses one that
 * cannot be read, because a getter or a proxy throws.
 */
export function copyOf<T extends object>(given: T, operation?: string): T {
  try {
    const entries = Object.entries(given).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...value] : value,
    ]);
    return Object.fromEntries(entries);
  } catch {
    throw refuseInput(operation, 'what was passed cannot be read: a getter of it, or a proxy, throws.');
  }
}

/** As `copyOf`, made now, but refused only when the copy is asked for. */
export function keepCopy<T extends object>(given: T, operation?: string): () => T {
  try {
    const copy = copyOf(given, operation);
    return () => copy;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
