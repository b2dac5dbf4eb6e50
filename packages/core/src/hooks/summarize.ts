import type { Call } from '../call/call.ts';
import { outcomeOf } from '../call/call.ts';
import { isCliqError } from '../errors/cliq-error.ts';
import type { FailureSummary } from './hooks.ts';

/**
 * What a hook may know of a failure. Only what is listed here: a code that no spec knows could be anything that a server
 * chose to say.
 */
export function summarize(error: unknown, call: Call): FailureSummary {
  if (!isCliqError(error))
    return { name: 'Aborted', status: undefined, code: undefined, outcome: outcomeOf(call) };
  const { status, code } = error as { status?: unknown; code?: unknown };
  const known = typeof code === 'string' && Object.hasOwn(call.operation?.errors ?? {}, code);
  return {
    name: error.name,
    status: typeof status === 'number' ? status : undefined,
    code: known ? code : undefined,
    outcome: error.outcome,
  };
}
