import type { ApiErrorDetails } from './api-error.ts';
import { ApiError } from './api-error.ts';

/**
 * Something changed after the `last_sync_time` of the call. Read again and decide anew. `outcome` is `unknown` when an
 * earlier attempt of the same call may have been that change.
 */
export class ConflictError extends ApiError {
  constructor(message: string, details: ApiErrorDetails) {
    super(message, details);
    this.name = 'ConflictError';
  }
}
