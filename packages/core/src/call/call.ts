import type { OperationDescriptor, OperationId } from '@cliqkit/types';
import type { Outcome } from '../errors/cliq-error.ts';

/** Options of every operation, always its last argument. */
export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds for the whole call: waiting, attempts, and reading the reply. In a method that sends several calls (a
   * list of pages, a long batch), for each of them.
   * @default the client's `deadline`, which is none
   */
  deadline?: number | undefined;
}

/** One call of an operation, over all its attempts. Every middleware of the call sees the same one. */
export interface Call extends CallOptions {
  /** The operation, unless the URL belongs to none that the specs know. */
  readonly operation: OperationDescriptor | undefined;
  /** How many requests have been handed to the network. */
  attempts: number;
  /** Whether a request is out, or was in any attempt, of which nothing proves that it changed nothing. */
  ambiguous: boolean;
}

export function createCall(operation: OperationDescriptor | undefined, options: CallOptions = {}): Call {
  return { operation, signal: options.signal, deadline: options.deadline, attempts: 0, ambiguous: false };
}

/** What every error says of the call it ends. */
export function detailsOf(call: Call): { operation: OperationId | undefined; attempts: number } {
  return { operation: call.operation?.id as OperationId | undefined, attempts: call.attempts };
}

/** What has become of the call if it fails now, with no reply to go by. Reads change nothing. */
export function outcomeOf(call: Call): Outcome {
  return call.ambiguous && call.operation?.retry !== 'safe' ? 'unknown' : 'notApplied';
}

/** The operation for an error message. */
export function nameOf(call: Call): string {
  return call.operation?.id ?? 'the call';
}
