import type { OperationId } from '@cliqkit/types';
import type { Fault, FaultSpec } from './fault.ts';

/** Where a fault strikes: an operation of the API, or the token endpoint of the accounts server. */
export type FaultTarget = OperationId | 'token';

/** A planned fault that still waits for its call. */
export interface PendingFault {
  readonly target: FaultTarget | 'any';
  readonly fault: FaultSpec;
}

/** A fault for more than the next call. */
export interface FaultOrder {
  /** Which calls can meet it; `any` is whatever call of the API comes. */
  readonly target: FaultTarget | 'any';
  readonly fault: Fault;
  /** How many calls meet it; `null` is all of them, until it ends or is taken back. @default 1 */
  readonly times?: number | null | undefined;
  /** Ends by itself after this time of the emulator's clock, in milliseconds: 366 days at most. @default it does not */
  readonly forMs?: number | undefined;
}

/** A fault that waits for calls. */
export interface WaitingFault {
  /** What `remove` takes. */
  readonly id: number;
  readonly target: FaultTarget | 'any';
  readonly fault: FaultSpec;
  /** How often it has struck. */
  readonly struck: number;
  /** How often it will strike yet; `null` for always. */
  readonly left: number | null;
  /** When it ends by itself, in epoch milliseconds of the emulator's clock; `null` for never. */
  readonly endsAt: number | null;
}

/** A fault that has struck. */
export interface ConsumedFault extends PendingFault {
  /** When, in epoch milliseconds of the emulator's clock. */
  readonly at: number;
  /** Number of the call in the journal; absent for `refuse-connect`, where nothing arrived. */
  readonly entry?: number;
  /** Whether it was planned, or drawn at random. */
  readonly source: 'plan' | 'random';
}

/** What became of the faults. */
export interface FaultAccount {
  /** How many faults were planned since the start or the last `clear()`. Random ones are not among them. */
  readonly planned: number;
  /** Those that have struck, planned or random, in their order; of very many the latest. */
  readonly consumed: readonly ConsumedFault[];
  /** Those that were planned and have not struck, in the order in which they were planned. */
  readonly pending: readonly PendingFault[];
  /** Whether no planned fault is pending. */
  readonly completed: boolean;
}

/** Options of `faults.random`. */
export interface RandomFaultOptions {
  /** The same seed and the same calls give the same faults. Any number. */
  readonly seed: number;
  /** How probable a fault is for each call: from 0, never, to 1, always. */
  readonly rate: number;
  /**
   * What is drawn from, each as probable as the others.
   *
   * @default resets, silence, 500, 503 and a 502 page before the call is executed; a reset, silence, a truncated and a
   * broken reply after it
   */
  readonly faults?: readonly Fault[];
  /** Which calls can meet a fault. @default every operation of the API, and not the token endpoint */
  readonly operations?: readonly FaultTarget[];
}

/** Faults that tests ask for: planned for the next calls of an operation, or drawn at random. */
export interface Faults {
  /**
   * Plans faults for the next calls of an operation, one fault for each call, in this order and after those planned before.
   *
   * Faults of the connection or of something on the way strike the next call, whatever it is. The others wait for a call
   * that the service would carry out: `expire-token` for one with a valid token; `status`, `throttle`, and all that come
   * after the execution for one that has passed all checks. A fault for `'token'` strikes the next request there.
   *
   * @throws TypeError for an operation or a fault that there is not.
   * @example
   * emulator.faults.plan('addPinnedMessage', 'commit-then-reset', { kind: 'status', status: 503 });
   * emulator.faults.plan('token', { kind: 'html', status: 502 });
   */
  plan(target: FaultTarget, ...faults: readonly Fault[]): void;
  /**
   * Sets a fault that strikes more than once, ends by itself, or strikes whatever call comes next. It comes after those
   * set before it. One that strikes every call counts as consumed once it has struck.
   *
   * @throws TypeError for an operation or a fault that there is not.
   * @example
   * emulator.faults.set({ target: 'any', fault: { kind: 'status', status: 503 }, times: null, forMs: 60_000 });
   */
  set(order: FaultOrder): WaitingFault;
  /** Takes a fault back. Gives whether there was one. */
  remove(id: number): boolean;
  /** Those that wait, in their order. */
  waiting(): readonly WaitingFault[];
  /**
   * Lets faults strike at random, from now on; a second time replaces the first. A call for which a fault is planned meets
   * that one. A drawn fault that waits for a call that passes its checks does nothing to one that does not.
   *
   * @throws TypeError for an operation or a fault that there is not, or a rate below 0 or above 1.
   * @example
   * emulator.faults.random({ seed: 7, rate: 0.1 });
   */
  random(options: RandomFaultOptions): void;
  /** What became of the faults. */
  account(): FaultAccount;
  /**
   * Makes sure that no planned fault is pending, so that no test passes because its fault never struck.
   *
   * @throws Error that lists the pending ones.
   */
  assertConsumed(): void;
  /** Forgets all faults: planned, random and consumed. */
  clear(): void;
}
