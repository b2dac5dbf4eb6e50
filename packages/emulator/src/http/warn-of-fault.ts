/** Where an error comes from, without what it says: that may quote what somebody has sent. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames].join('\n');
}

/** Tells whoever runs the emulator where it is broken. The client learns that it is, and no more. */
export function warnOfFault(error: unknown): void {
  process.emitWarning(
    `a request has met a fault of the emulator; please report this at https://github.com/cliqkit/cliqkit/issues: ${traceOf(error)}`,
    { type: 'CliqkitEmulatorWarning', code: 'CLIQKIT_EMULATOR_FAULT' },
  );
}
