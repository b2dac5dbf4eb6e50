import type { Call } from '../call/call.ts';
import { outcomeOf } from '../call/call.ts';

/** What to do after a failure, in a sentence for its message. `otherwise` is for when nothing was changed. */
export function adviceOn(call: Call, otherwise = 'Nothing was changed.'): string {
  return outcomeOf(call) === 'unknown'
    ? 'The service may have done it: look before you repeat it.'
    : otherwise;
}
