/** Whether a value has to be awaited. Its own `then` counts, not one that pollutes every object with something else. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise || typeof (value as { then?: unknown } | undefined)?.then === 'function';
}
