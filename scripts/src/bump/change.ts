import type { Level } from '../upstream/diff/drift.ts';

/** What a release changes for its users, in one line of its notes. */
export interface Change {
  /**
   * Which users it is for: `breaking` code no longer compiles, or does something else; `stricter` calls that were right can
   * be refused now; `new` there is more; `changed` neither.
   */
  kind: ChangeKind;
  /** A sentence or two, Markdown, on one line. */
  text: string;
  /** The packages that it concerns, and how much. */
  packages: Map<string, Level>;
}

export type ChangeKind = 'breaking' | 'stricter' | 'new' | 'changed';

const order: readonly Level[] = ['patch', 'minor', 'major'];

/** The larger of two levels. */
export function larger(a: Level | undefined, b: Level): Level {
  return a !== undefined && order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Whether a level is at least as large as another. */
export function isEnough(level: Level | undefined, needed: Level): boolean {
  return level !== undefined && order.indexOf(level) >= order.indexOf(needed);
}
