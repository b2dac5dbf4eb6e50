import type { OperationId } from '@cliqkit/types';

/**
 * What became of a call that failed.
 * - `notApplied`: nothing was changed. Reads, refusals (4xx), calls that never left this machine.
 * - `unknown`: the service may have made the change. Look before you repeat it.
 */
export type Outcome = 'notApplied' | 'unknown';

/** What every error of cliqkit knows. */
export interface CliqErrorDetails {
  /** The operation that failed, if the call got as far as having one. */
  operation?: OperationId | undefined;
  /** @default 'notApplied' */
  outcome?: Outcome | undefined;
  /** Whether the same call may work later, and repeating it does no harm. @default false */
  retryable?: boolean | undefined;
  /** How many times the call was sent. @default 0 */
  attempts?: number | undefined;
  cause?: unknown;
}

const brand = Symbol.for('cliqkit.CliqError');

/** Base of every error that cliqkit throws. An abort is the exception: it rejects with the reason of your signal. */
export class CliqError extends Error {
  readonly operation: OperationId | undefined;
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly attempts: number;

  constructor(message: string, details: CliqErrorDetails = {}) {
    super(`cliqkit: ${message}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CliqError';
    this.operation = details.operation;
    this.outcome = details.outcome ?? 'notApplied';
    this.retryable = details.retryable ?? false;
    this.attempts = details.attempts ?? 0;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether something thrown is an error of cliqkit. Works across copies of the package, where `instanceof` does not.
 * @example
 * try { await cliq.pins.getPrimary(chatId) } catch (error) { if (!isCliqError(error)) throw error }
 */
export function isCliqError(error: unknown): error is CliqError {
  return typeof error === 'object' && error !== null && brand in error;
}
