import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

export interface AuthErrorDetails extends CliqErrorDetails {
  status?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
}

/** There is no usable access token: none could be had, or the service does not accept the one it got. This attempt changed nothing. */
export class AuthError extends CliqError {
  /** HTTP status of the reply, if there was one. */
  readonly status: number | undefined;
  /** The service's error code. */
  readonly code: string | undefined;
  /** The service's id of the request, when there was a reply that had one. */
  readonly requestId: string | undefined;

  constructor(message: string, details: AuthErrorDetails = {}) {
    super(message, details);
    this.name = 'AuthError';
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
  }
}
