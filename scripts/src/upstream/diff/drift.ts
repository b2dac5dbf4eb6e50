import type { Difference } from '../facts/facts.ts';

/** What following upstream would do to who uses our packages. */
export type Breaks = 'none' | 'types' | 'behaviour';

export type Level = 'patch' | 'minor' | 'major';

/**
 * A difference that no documented deviation explains, or a change since the record. A deviation that explains nothing any
 * more is one too: `fact: 'deviation'`, with its id as `ours`.
 */
export interface Drift extends Difference {
  /** What happened, in a word: added, removed, changed, tightened, loosened, renamed, moved, ended (of a deviation). */
  change: 'added' | 'removed' | 'changed' | 'tightened' | 'loosened' | 'renamed' | 'moved' | 'ended';
  /** One sentence for a person. */
  text: string;
  breaks: Breaks;
  level: Level;
  /** Whether release notes need a banner: calls that were right yesterday can be refused today. */
  banner: boolean;
  /** Where to edit: a file of `specs/` and a line, and what stands there. */
  edit: { file: string; line: number; what: string };
  /** Where upstream says it. */
  source: { line: number };
}

/** A documented deviation that was met, and how many differences it explains. */
export interface MetDeviation {
  id: string;
  differences: number;
}

export interface DiffReport {
  module: string;
  file: string;
  drifts: Drift[];
  deviations: MetDeviation[];
  /** The largest level of all drifts. */
  level: Level | 'none';
}
