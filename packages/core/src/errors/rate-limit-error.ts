import type { ApiErrorDetails } from './api-error.ts';
import { ApiError } from './api-error.ts';

/** The rate limit of the operation is used up. The user is locked out of its URL until `retryAt`; calls before then are lost. */
export class RateLimitError extends ApiError {
  /** When the lock ends. */
  readonly retryAt: Date;

  constructor(message: string, details: ApiErrorDetails & { retryAt: Date }) {
    super(message, { ...details, retryable: details.outcome !== 'unknown' });
    this.name = 'RateLimitError';
    this.retryAt = details.retryAt;
  }
}
