/** Where to log, such as `console`. Levels that it lacks are not logged. */
export interface Logger {
  /** Every attempt, every token. */
  debug?: ((message: string) => unknown) | undefined;
  /** Every wait, every retry. */
  info?: ((message: string) => unknown) | undefined;
  /** What works, but should be looked at: a store that fails, a reply without a lifetime. */
  warn?: ((message: string) => unknown) | undefined;
}
