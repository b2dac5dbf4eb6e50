/** What was typed makes no sense. Ends the process with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for cannot be done. Ends the process with exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
