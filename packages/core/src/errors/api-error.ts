import type { ErrorCode, OperationId } from '@cliqkit/types';
import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError, isCliqError } from './cliq-error.ts';

export interface ApiErrorDetails extends CliqErrorDetails {
  status: number;
  code?: string | undefined;
  requestId?: string | undefined;
  retryAfterMs?: number | undefined;
}

/**
 * The service refused the call, or failed at it. `code` is the service's own word for why; which codes an operation
 * can answer with is in its hover text and its spec.
 */
export class ApiError<Code extends string = string> extends CliqError {
  /** HTTP status of the reply. */
  readonly status: number;
  /** The service's error code. Absent when the reply had none. */
  readonly code: Code | undefined;
  /** The service's id of the request, when the reply had one. */
  readonly requestId: string | undefined;
  /** Milliseconds after which to call again, when the service said so (Retry-After) or its lock is known. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ApiErrorDetails) {
    super(message, details);
    this.name = 'ApiError';
    this.status = details.status;
    this.code = details.code as Code | undefined;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/**
 * Whether something thrown is a refusal of the service; with an operation id, of that operation, and then `code` is
 * typed with the codes that it knows.
 * @example
 * if (isApiError(error, 'addPinnedMessage') && error.code === 'pinned_message_limit_reached') await makeRoom();
 */
export function isApiError<Id extends OperationId = OperationId>(
  error: unknown,
  operation?: Id,
): error is ApiError<ErrorCode<Id>> {
  return (
    isCliqError(error) &&
    'code' in error &&
    'status' in error &&
    error.status !== undefined && // An AuthError may be from before there was a reply.
    (operation === undefined || error.operation === operation)
  );
}
