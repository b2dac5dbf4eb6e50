import type { OperationDescriptor, OperationId } from '@cliqkit/types';
import type { Outcome } from '../errors/cliq-error.ts';
import type { Clock } from '../time/clock.ts';

/** Options of every operation, always its last argument. */
export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds for the whole call: waiting, attempts, and reading the reply. In a method that sends several calls (a
   * list of pages, a long batch), for each of them. A call that would have to wait longer is refused at once.
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
  /** When its deadline ends, on the monotonic clock. Set by `deadline`. */
  endsAt: number;
  /** Whether a token that the service refused can be had anew. Set by `authorize`. */
  renewable: boolean;
  /** Whether somebody waits until a lock ends before each attempt, so that `retry` need not. Set by `pace`. */
  paced: boolean;
  /** Its number in the order of first arrival, once it has one. Set by `pace`. */
  turn?: number | undefined;
  /** Whether its requests go to an emulator, whatever their host. Set by `compose`. */
  emulated: boolean;
  /**
   * Asked right before a request leaves, by `authorize` when it has the token: a lock may have come while it waited for
   * one. Throws what `pace` catches to let the call wait again. Set by `pace`.
   */
  beforeLeaving: () => void;
}

const mayLeave = (): void => undefined;

export function createCall(operation: OperationDescriptor | undefined, options: CallOptions = {}): Call {
  const { signal, deadline } = options;
  return {
    operation,
    signal,
    deadline,
    attempts: 0,
    ambiguous: false,
    endsAt: Number.POSITIVE_INFINITY,
    renewable: false,
    paced: false,
    turn: undefined,
    emulated: false,
    beforeLeaving: mayLeave,
  };
}

/** What every error says of the call it ends. `outcome` is for one that fails now, with no reply to go by. */
interface CallDetails {
  operation: OperationId | undefined;
  attempts: number;
  outcome: Outcome;
}

export function detailsOf(call: Call): CallDetails {
  const { operation, attempts } = call;
  return { operation: operation?.id as OperationId | undefined, attempts, outcome: outcomeOf(call) };
}

/** What has become of the call if it fails now, with no reply to go by. Reads change nothing. */
export function outcomeOf(call: Call): Outcome {
  return call.ambiguous && call.operation?.retry !== 'safe' ? 'unknown' : 'notApplied';
}

/** The operation for an error message. */
export function nameOf(call: Call): string {
  return call.operation?.id ?? 'the call';
}

/** Milliseconds until the call's deadline ends. */
export function remainingOf(call: Call, clock: Clock): number {
  return call.endsAt - clock.mono();
}
