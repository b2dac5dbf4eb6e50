import type { Outcome } from './cliq-error.ts';

/** What to do after a failure, in a sentence for its message. `otherwise` is for when nothing was changed. */
export function adviceOn(outcome: Outcome, otherwise = 'Nothing was changed.'): string {
  return outcome === 'unknown' ? 'The service may have done it: look before you repeat it.' : otherwise;
}
