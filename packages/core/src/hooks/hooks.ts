import type { OperationId } from '@cliqkit/types';
import type { Outcome } from '../errors/cliq-error.ts';

/** What went wrong, without anything that a reply or a request said. */
export interface FailureSummary {
  /** Class of the error, such as `RateLimitError`. */
  name: string;
  status: number | undefined;
  /** The error code, when it is one that the specs know. */
  code: string | undefined;
  outcome: Outcome;
}

/** One request and its reply, or its failure. */
export interface AttemptEvent {
  operation: OperationId | undefined;
  /** 1 for the first request of the call. */
  attempt: number;
  /** Milliseconds from sending to the last byte of the reply. */
  durationMs: number;
  /** HTTP status of a reply that was accepted. */
  status: number | undefined;
  failure: FailureSummary | undefined;
}

/** A call will be sent again. */
export interface RetryEvent {
  operation: OperationId | undefined;
  /** The attempt that failed. */
  attempt: number;
  /** A new token, the end of a lock, or another try after a failure. */
  reason: 'token' | 'throttled' | 'failure';
  failure: FailureSummary;
  /** Milliseconds of backoff before the next attempt. A lock, or the limit, can make it longer. */
  delayMs: number;
}

/** A call waits. Comes again when the wait changes, and now and then as the call moves up. */
export interface WaitEvent {
  operation: OperationId | undefined;
  /**
   * The limit is used up, the user is locked out, a failed attempt is followed by a pause, or the store of the budgets cannot
   * be used at present.
   */
  reason: 'limit' | 'lock' | 'backoff' | 'store';
  /** When it is expected to go on. */
  until: Date;
  waitMs: number;
  /** Place in the line of the calls that wait for the same limit; 1 is the next to go. Absent for a backoff. */
  position: number | undefined;
}

/** An access token was asked for. */
export interface RefreshEvent {
  /** Whether a new token came from the accounts server, from the token store (another process was faster), or none. */
  result: 'refreshed' | 'adopted' | 'failed';
  /** Whether no call waited for it. */
  background: boolean;
  /** When the new token ends. */
  expiresAt: Date | undefined;
  /** The accounts server's word for why not, when it is one that is known. */
  code: string | undefined;
}

/** Functions that are told what happens. None is waited for; one that throws, or never ends, changes nothing. */
export interface Hooks {
  /** After each request. */
  onAttempt?: ((event: AttemptEvent) => unknown) | undefined;
  /** Before a call is sent again. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * When a call has to wait.
   * @example
   * onWait: ({ operation, reason, position, until }) => console.log(`${operation}: ${reason}, place ${position}, on at ${until.toLocaleTimeString()}`)
   */
  onWait?: ((event: WaitEvent) => unknown) | undefined;
  /** After an access token was asked for. */
  onRefresh?: ((event: RefreshEvent) => unknown) | undefined;
}
