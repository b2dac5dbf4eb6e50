import type { CliqErrorDetails } from './cliq-error.ts';
import { CliqError } from './cliq-error.ts';

/** How far a call got: before a connection, between sending and the reply's head, or in the reply's body. */
export type ConnectionPhase = 'connect' | 'send' | 'body';

/** The connection could not be made, or broke. `phase` tells where, `outcome` whether the call can have taken effect. */
export class ConnectionError extends CliqError {
  readonly phase: ConnectionPhase;

  constructor(message: string, details: CliqErrorDetails & { phase: ConnectionPhase }) {
    super(message, { ...details, retryable: details.outcome !== 'unknown' });
    this.name = 'ConnectionError';
    this.phase = details.phase;
  }
}
