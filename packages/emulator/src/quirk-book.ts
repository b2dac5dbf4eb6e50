import { canBe, isQuirk, positionsOf, quirkNames } from './quirk-choices.ts';
import type { Quirks } from './quirks.ts';
import { defaultQuirks } from './quirks.ts';

/** The quirks in force. */
export interface QuirkBook {
  /** Read it anew each time: it follows `set`. */
  readonly current: Quirks;
  /**
   * Sets some; none of them counts if one makes no sense.
   *
   * @throws TypeError that says what would be right.
   */
  set(changes: Readonly<Record<string, unknown>>): void;
}

/** The quirks with some of them changed. Throws a `TypeError` for one that there is not, or for a position it has not. */
export function readQuirks(changes: Readonly<Record<string, unknown>>, base: Quirks): Quirks {
  for (const [name, value] of Object.entries(changes)) {
    if (!isQuirk(name)) {
      throw new TypeError(`@cliqkit/emulator: there is no quirk ${name}; there is ${quirkNames.join(', ')}`);
    }
    if (!canBe(name, value)) {
      throw new TypeError(
        `@cliqkit/emulator: ${JSON.stringify(value)} is no position of the quirk ${name}; it takes ${positionsOf(name)}`,
      );
    }
  }
  return { ...base, ...changes };
}

export function createQuirkBook(changes: Partial<Quirks>): QuirkBook {
  // One object for as long as it runs: whoever holds it sees what is set later.
  const current = readQuirks(changes, defaultQuirks);
  return {
    current,
    set(more) {
      Object.assign(current, readQuirks(more, current));
    },
  };
}
