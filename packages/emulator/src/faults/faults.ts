import type { OperationId } from '@cliqkit/types';
import { requireOperationId } from '../spec/operation-id.ts';
import { createDice } from './dice.ts';
import type { Fault, FaultSpec } from './fault.ts';
import { readFault } from './read-fault.ts';

/** Where a fault strikes: an operation of the API, or the token endpoint of the accounts server. */
export type FaultTarget = OperationId | 'token';

/** A planned fault that still waits for its call. */
export interface PendingFault {
  readonly target: FaultTarget;
  readonly fault: FaultSpec;
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
  /** Those that have struck, planned or random, in their order. */
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

/** A fault that a call may meet. */
export interface Threat {
  readonly fault: FaultSpec;
  /** Notes that it has struck, when, and which entry of the journal. */
  readonly note: (at: number, entry: number | undefined) => void;
}

/** The faults, and what the server asks them. */
export interface FaultBook extends Faults {
  /** The fault that this call meets if it comes far enough. To be asked once for each call. */
  threat(target: FaultTarget): Threat | undefined;
}

const defaultRandomFaults: readonly Fault[] = [
  'reset-before-read',
  'stall',
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  'html',
  'commit-then-reset',
  'commit-then-stall',
  'commit-then-truncate',
  'reset-mid-reply',
];

function requireTarget(target: FaultTarget): FaultTarget {
  return target === 'token' ? target : requireOperationId(target);
}

function canStrike(target: FaultTarget, { kind }: FaultSpec): boolean {
  return target !== 'token' || kind !== 'expire-token';
}

/** Draws the fault of a call, or none. */
function randomSource(options: RandomFaultOptions): (target: FaultTarget) => FaultSpec | undefined {
  const { seed, rate, operations } = options;
  if (!(rate >= 0 && rate <= 1)) {
    throw new TypeError(`@cliqkit/emulator: ${rate} is not a rate; give a number from 0 to 1`);
  }
  const faults = (options.faults ?? defaultRandomFaults).map(readFault);
  const targets = operations === undefined ? undefined : new Set(operations.map(requireTarget));
  const dice = createDice(seed);
  return (target) => {
    if (!(targets?.has(target) ?? target !== 'token') || dice() >= rate) return undefined;
    const possible = faults.filter((fault) => canStrike(target, fault));
    return possible[Math.floor(dice() * possible.length)];
  };
}

export function createFaults(): FaultBook {
  const pending = new Set<PendingFault>();
  const queues = new Map<FaultTarget, PendingFault[]>();
  let consumed: ConsumedFault[] = [];
  let planned = 0;
  let draw: (target: FaultTarget) => FaultSpec | undefined = () => undefined;

  function consume(
    fault: PendingFault,
    source: ConsumedFault['source'],
    at: number,
    entry: number | undefined,
  ): void {
    consumed.push({ ...fault, at, source, ...(entry === undefined ? {} : { entry }) });
  }

  return {
    plan(target, ...faults) {
      requireTarget(target);
      const made = faults.map((fault) => ({ target, fault: readFault(fault) }));
      const impossible = made.find(({ fault }) => !canStrike(target, fault));
      if (impossible !== undefined) {
        throw new TypeError(`@cliqkit/emulator: ${impossible.fault.kind} cannot strike the token endpoint`);
      }
      for (const fault of made) pending.add(fault);
      queues.set(target, [...(queues.get(target) ?? []), ...made]);
      planned += made.length;
    },
    random(options) {
      draw = randomSource(options);
    },
    account: () => ({
      planned,
      consumed: [...consumed],
      pending: [...pending],
      completed: pending.size === 0,
    }),
    assertConsumed() {
      if (pending.size === 0) return;
      const list = [...pending]
        .map(({ target, fault }) => `\n- ${target}: ${JSON.stringify(fault)}`)
        .join('');
      throw new Error(
        `@cliqkit/emulator: of ${planned} planned faults ${pending.size} did not strike:${list}`,
      );
    },
    clear() {
      pending.clear();
      queues.clear();
      consumed = [];
      planned = 0;
      draw = () => undefined;
    },
    threat(target) {
      const queue = queues.get(target) ?? [];
      const [next] = queue;
      if (next !== undefined) {
        return {
          fault: next.fault,
          note(at, entry) {
            queue.shift();
            pending.delete(next);
            consume(next, 'plan', at, entry);
          },
        };
      }
      const fault = draw(target);
      if (fault === undefined) return undefined;
      return { fault, note: (at, entry) => consume({ target, fault }, 'random', at, entry) };
    },
  };
}
