import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** How far a call got: before a connection, between sending and the reply's head, or in the reply's body. */
export type ConnectionPhase = 'connect' | 'send' | 'body';

interface ConnectionErrorDetails extends CliqErrorDetails {
  phase: ConnectionPhase;
  code?: string | undefined;
}

/** The connection could not be made, or broke. `phase` tells where, `outcome` whether the call can have taken effect. */
export class ConnectionError extends CliqError {
  readonly phase: ConnectionPhase;
  /** The system's code, such as `ECONNREFUSED`, where the runtime gives one. */
  readonly code: string | undefined;

  constructor(message: string, details: ConnectionErrorDetails) {
    super(message, { retryable: details.outcome !== 'unknown', ...details });
    this.name = 'ConnectionError';
    this.phase = details.phase;
    this.code = details.code;
  }
}
