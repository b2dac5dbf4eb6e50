import type { CliqRequest } from '../call/request.ts';
import { ResponseError } from '../errors/response-error.ts';

/** The error for a middleware of the caller's that answers with something else than what `next` gave it. */
export function notTheReply({ call }: CliqRequest): ResponseError {
  const changes = call !== undefined && call.attempts > 0 && call.operation?.retry !== 'safe';
  return new ResponseError(
    `${call?.operation?.id ?? 'the call'}: a middleware answered with something else than the response that next gave it. Return that one.`,
    {
      operation: call?.operation?.id as ResponseError['operation'],
      attempts: call?.attempts,
      outcome: changes ? 'unknown' : 'notApplied', // Whatever the service said is lost.
      status: 0,
    },
  );
}
