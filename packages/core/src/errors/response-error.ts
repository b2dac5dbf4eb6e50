import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** The reply is not what the spec promises: a redirect, a page instead of JSON, too much, too little. */
export class ResponseError extends CliqError {
  /** HTTP status of the reply; 0 for something of your own code that is no reply. */
  readonly status: number;
  /** First characters of the reply, for a person to look at. */
  readonly snippet: string | undefined;

  constructor(message: string, details: CliqErrorDetails & { status: number; snippet?: string | undefined }) {
    super(message, details);
    this.name = 'ResponseError';
    this.status = details.status;
    this.snippet = details.snippet;
  }
}
