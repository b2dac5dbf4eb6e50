import type { FaultSpec } from './fault.ts';
import { readTarget, requireStrikable, requireTarget } from './fault-target.ts';
import type { ConsumedFault, FaultOrder, Faults, FaultTarget, WaitingFault } from './faults.ts';
import type { RandomFaults, SavedRandomFaults } from './random-faults.ts';
import { createRandomFaults, loadRandomFaults, noRandomFaults } from './random-faults.ts';
import { readFault } from './read-fault.ts';

/** So that an emulator that runs all day does not grow. */
const maxConsumed = 10_000;
/** More would be a mistake, and slow every call down. */
const maxWaiting = 10_000;

/** As far as the admin API advances a clock at once. What ends later might as well be for ever. */
const longestMs = 366 * 86_400_000;
/** The last moment that a date can show. */
const lastMoment = 8.64e15;

/** A fault that a call may meet. */
export interface Threat {
  readonly fault: FaultSpec;
  /** Notes that it has struck, when, and which entry of the journal. */
  readonly note: (at: number, entry: number | undefined) => void;
}

/** The faults as they are kept in a snapshot. Nobody has looked at the names in them. */
interface SavedFaults {
  readonly waiting: readonly (Omit<WaitingFault, 'target'> & { readonly target: string })[];
  readonly random: SavedRandomFaults | null;
  /** Number of the last one set. */
  readonly last: number;
}

/** The faults, and what the server asks them. */
export interface FaultBook extends Faults {
  /** The fault that this call meets if it comes far enough. To be asked once for each call. */
  threat(target: FaultTarget): Threat | undefined;
  /** Rate of the random ones. */
  readonly randomRate: number;
  save(): SavedFaults;
  /** @throws TypeError for a fault that there is not. */
  load(saved: SavedFaults): void;
}

type Waiting = { -readonly [Key in keyof WaitingFault]: WaitingFault[Key] };

function requireOrder({ times, forMs }: FaultOrder): void {
  if (times !== undefined && times !== null && !(Number.isInteger(times) && times >= 1)) {
    throw new TypeError(`@cliqkit/emulator: ${times} will not do for times; give an integer from 1, or null`);
  }
  if (forMs !== undefined && !(forMs > 0 && forMs <= longestMs)) {
    throw new TypeError(
      `@cliqkit/emulator: ${forMs} will not do for forMs; give milliseconds above 0, and at most ${longestMs}`,
    );
  }
}

/**
 * @param now - Time of the emulator's clock, in epoch milliseconds.
 * @param changed - Is told whenever faults are set or taken back.
 */
export function createFaults(now: () => number, changed: () => void = () => {}): FaultBook {
  let waiting: Waiting[] = [];
  let consumed: ConsumedFault[] = [];
  let planned = 0;
  let last = 0;
  let random: RandomFaults = noRandomFaults;

  function current(): readonly Waiting[] {
    if (waiting.some(({ endsAt }) => endsAt !== null && now() >= endsAt)) {
      waiting = waiting.filter(({ endsAt }) => endsAt === null || now() < endsAt);
    }
    return waiting;
  }

  function consume(fault: ConsumedFault): void {
    consumed.push(fault);
    if (consumed.length > 2 * maxConsumed) consumed = consumed.slice(-maxConsumed);
  }

  function add(order: FaultOrder, fault: FaultSpec): Waiting {
    const { target, times = 1, forMs } = order;
    last += 1;
    const made = {
      id: last,
      target,
      fault,
      struck: 0,
      left: times,
      endsAt: forMs === undefined ? null : now() + forMs,
    };
    waiting.push(made);
    planned += times ?? 1;
    changed();
    return made;
  }

  function readOrder(order: FaultOrder): FaultSpec {
    requireTarget(order.target);
    requireOrder(order);
    const fault = readFault(order.fault);
    requireStrikable(order.target, fault);
    return fault;
  }

  function requireRoom(more: number): void {
    if (current().length + more > maxWaiting) {
      throw new TypeError(
        `@cliqkit/emulator: at most ${maxWaiting} faults can wait; use \`times\` for more of one kind`,
      );
    }
  }

  function strike(fault: Waiting): void {
    fault.struck += 1;
    if (fault.left === null) return;
    fault.left -= 1;
    if (fault.left === 0) waiting = waiting.filter((other) => other !== fault);
  }

  function pending(): readonly Waiting[] {
    return current().filter(({ left, struck }) => left !== null || struck === 0);
  }

  return {
    plan(target, ...faults) {
      requireTarget(target);
      // All are read before the first one counts.
      const made = faults.map((fault) => ({ order: { target, fault }, spec: readOrder({ target, fault }) }));
      requireRoom(made.length);
      for (const { order, spec } of made) add(order, spec);
    },
    set(order) {
      const fault = readOrder(order);
      requireRoom(1);
      return { ...add(order, fault) };
    },
    remove(id) {
      const found = current().some((fault) => fault.id === id);
      waiting = waiting.filter((fault) => fault.id !== id);
      changed();
      return found;
    },
    waiting: () => current().map((fault) => ({ ...fault })),
    random(options) {
      random = createRandomFaults(options);
      changed();
    },
    get randomRate() {
      return random.rate;
    },
    account: () => ({
      planned,
      consumed: consumed.slice(-maxConsumed),
      pending: pending().map(({ target, fault }) => ({ target, fault })),
      completed: pending().length === 0,
    }),
    assertConsumed() {
      const left = pending();
      if (left.length === 0) return;
      const list = left.map(({ target, fault }) => `\n- ${target}: ${JSON.stringify(fault)}`).join('');
      throw new Error(
        `@cliqkit/emulator: of ${planned} planned faults ${left.length} did not strike:${list}`,
      );
    },
    clear() {
      waiting = [];
      consumed = [];
      planned = 0;
      last = 0;
      random = noRandomFaults;
      changed();
    },
    threat(target) {
      const next = current().find(
        (fault) => fault.target === target || (fault.target === 'any' && target !== 'token'),
      );
      if (next !== undefined) {
        return {
          fault: next.fault,
          note(at, entry) {
            strike(next);
            const struck = { target, fault: next.fault, at, source: 'plan' } as const;
            consume(entry === undefined ? struck : { ...struck, entry });
          },
        };
      }
      const fault = random.draw(target);
      if (fault === undefined) return undefined;
      return {
        fault,
        note(at, entry) {
          const struck = { target, fault, at, source: 'random' } as const;
          consume(entry === undefined ? struck : { ...struck, entry });
        },
      };
    },
    save: () => ({
      waiting: structuredClone(current()),
      random: random === noRandomFaults ? null : random.save(),
      last,
    }),
    load(saved) {
      const read = saved.waiting.map((fault) => {
        const target = readTarget(fault.target);
        if (fault.endsAt !== null && !(Math.abs(fault.endsAt) <= lastMoment)) {
          throw new TypeError(`@cliqkit/emulator: a fault cannot end at ${fault.endsAt}, which is no moment`);
        }
        return { ...fault, target, fault: readOrder({ target, fault: fault.fault, times: fault.left }) };
      });
      random = saved.random === null ? noRandomFaults : loadRandomFaults(saved.random);
      waiting = read;
      consumed = [];
      planned = waiting.length;
      last = saved.last;
      changed();
    },
  };
}
