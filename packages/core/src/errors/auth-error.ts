import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

export interface AuthErrorDetails extends CliqErrorDetails {
  status?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
  retryAt?: Date | undefined;
}

/** There is no usable access token: none could be had, or the service does not accept the one it got. This attempt changed nothing. */
export class AuthError extends CliqError {
  /** HTTP status of the reply of the service, if it was the service that refused. */
  readonly status: number | undefined;
  /** The error code: of the service, or of the accounts server when that one refused to hand out a token. */
  readonly code: string | undefined;
  /** The service's id of the request, when there was a reply that had one. */
  readonly requestId: string | undefined;
  /** When the accounts server may be asked again, when it is only a matter of time. */
  readonly retryAt: Date | undefined;

  constructor(message: string, details: AuthErrorDetails = {}) {
    super(message, details);
    this.name = 'AuthError';
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.retryAt = details.retryAt;
  }
}
