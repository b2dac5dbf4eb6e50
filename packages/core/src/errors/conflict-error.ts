import type { ApiErrorDetails } from './api-error.ts';
import { ApiError } from './api-error.ts';

/** Something changed after the `last_sync_time` of the call. Nothing was changed; read again and decide anew. */
export class ConflictError extends ApiError {
  constructor(message: string, details: ApiErrorDetails) {
    super(message, details);
    this.name = 'ConflictError';
  }
}
