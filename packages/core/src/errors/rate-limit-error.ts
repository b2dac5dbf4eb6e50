import type { ApiErrorDetails } from './api-error.ts';
import { ApiError } from './api-error.ts';

interface RateLimitErrorDetails extends ApiErrorDetails {
  retryAt: Date;
  retryAfterMs: number;
  heldBack?: boolean | undefined;
}

/**
 * The rate limit of the operation is used up: the service has locked the user out of its URL until `retryAt`, or would,
 * and the wait is longer than the call's deadline, so that it was not even sent (`heldBack`).
 */
export class RateLimitError extends ApiError {
  /** When to call again. */
  readonly retryAt: Date;
  /** Milliseconds from the failure until then. */
  declare readonly retryAfterMs: number;
  /** Whether the call was kept from the service, because its deadline is nearer than `retryAt`. Its `status` is then the one that the service would have answered with. */
  readonly heldBack: boolean;

  constructor(message: string, details: RateLimitErrorDetails) {
    super(message, { ...details, retryable: details.outcome !== 'unknown' });
    this.name = 'RateLimitError';
    this.retryAt = details.retryAt;
    this.heldBack = details.heldBack ?? false;
  }
}
