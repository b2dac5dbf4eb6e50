import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** The store of the rate budgets cannot be used. Nothing was sent: without it nobody knows what the limits allow. */
export class StoreError extends CliqError {
  constructor(message: string, details: CliqErrorDetails = {}) {
    super(message, details);
    this.name = 'StoreError';
  }
}
