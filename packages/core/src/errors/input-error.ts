import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** The call cannot be right as written. Nothing was sent. */
export class InputError extends CliqError {
  constructor(message: string, details: CliqErrorDetails = {}) {
    super(message, { ...details, outcome: 'notApplied' });
    this.name = 'InputError';
  }
}
