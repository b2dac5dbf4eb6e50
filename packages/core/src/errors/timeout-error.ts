import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** The time for the call, or for one attempt of it, ran out. */
export class TimeoutError extends CliqError {
  /** The limit that was passed, in milliseconds. */
  readonly timeoutMs: number;

  constructor(message: string, details: CliqErrorDetails & { timeoutMs: number }) {
    super(message, { ...details, retryable: details.outcome !== 'unknown' });
    this.name = 'TimeoutError';
    this.timeoutMs = details.timeoutMs;
  }
}
