const brand = Symbol.for('cliqkit.StoreProblem');

/**
 * For stores to throw: says what is wrong and what to do, in words that people may read. They become part of the StoreError
 * that fails the call, so nothing secret may be in them. Whatever else a store throws is not quoted.
 * @example
 * throw new StoreProblem('The budgets cannot be read: this server is a replica. Name the primary.');
 */
export class StoreProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreProblem';
    Object.defineProperty(this, brand, { value: true });
  }
}

/** What a StoreProblem says, of whichever copy of the package; nothing for anything else. */
export function problemOf(error: unknown): string {
  return error instanceof Error && Object.hasOwn(error, brand) ? error.message : '';
}
