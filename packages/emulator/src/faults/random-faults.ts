import { createDice } from './dice.ts';
import type { Fault, FaultSpec } from './fault.ts';
import { canStrike, readSingleTarget, requireTarget } from './fault-target.ts';
import type { FaultTarget, RandomFaultOptions } from './faults.ts';
import { readFault } from './read-fault.ts';

const defaultFaults: readonly Fault[] = [
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

/** Draws the fault of a call, or none. */
export interface RandomFaults {
  draw(target: FaultTarget): FaultSpec | undefined;
  readonly rate: number;
  /** What goes on from here. */
  save(): SavedRandomFaults;
}

/** Random faults as they are kept in a snapshot. Nobody has looked at the names in them. */
export interface SavedRandomFaults {
  readonly seed: number;
  readonly rate: number;
  readonly faults?: readonly FaultSpec[];
  readonly operations?: readonly string[];
}

/** No fault, ever. */
export const noRandomFaults: RandomFaults = {
  draw: () => undefined,
  rate: 0,
  save: () => ({ seed: 0, rate: 0 }),
};

/** Throws a TypeError for options that make no sense. */
export function createRandomFaults(options: RandomFaultOptions): RandomFaults {
  const { seed, rate, operations } = options;
  if (!(rate >= 0 && rate <= 1)) {
    throw new TypeError(`@cliqkit/emulator: ${rate} is not a rate; give a number from 0 to 1`);
  }
  const faults = (options.faults ?? defaultFaults).map(readFault);
  const targets = operations === undefined ? undefined : new Set(operations.map(requireTarget));
  const dice = createDice(seed);
  return {
    draw(target) {
      if (!(targets?.has(target) ?? target !== 'token') || dice.roll() >= rate) return undefined;
      const possible = faults.filter((fault) => canStrike(target, fault));
      return possible[Math.floor(dice.roll() * possible.length)];
    },
    rate,
    save: () => ({ ...options, faults, seed: dice.state }),
  };
}

/** The same, from a snapshot. */
export function loadRandomFaults({ operations, ...rest }: SavedRandomFaults): RandomFaults {
  return createRandomFaults(
    operations === undefined ? rest : { ...rest, operations: operations.map(readSingleTarget) },
  );
}
