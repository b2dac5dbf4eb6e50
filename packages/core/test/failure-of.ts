/** What a promise rejects with. Fails when it does not reject. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, got ${String(value)}`);
}

/** What a promise rejects with, which must be an error of one class. */
export async function errorOf<E>(
  kind: abstract new (...parameters: never) => E,
  promise: PromiseLike<unknown>,
): Promise<E> {
  const error = await failureOf(promise);
  if (error instanceof kind) return error;
  throw new Error(`expected ${kind.name}, got ${String(error)}`, { cause: error });
}

/** What a function throws, which must be an error of one class. */
export function thrownBy<E>(kind: abstract new (...parameters: never) => E, run: () => unknown): E {
  let value: unknown;
  try {
    value = run();
  } catch (error) {
    if (error instanceof kind) return error;
    throw new Error(`expected ${kind.name}, got ${String(error)}`, { cause: error });
  }
  throw new Error(`expected a ${kind.name}, got ${String(value)}`);
}
