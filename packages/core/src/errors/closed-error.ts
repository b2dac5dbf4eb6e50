import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** The client was closed while the call was under way, or before it. */
export class ClosedError extends CliqError {
  constructor(message: string, details: CliqErrorDetails = {}) {
    super(message, details);
    this.name = 'ClosedError';
  }
}
