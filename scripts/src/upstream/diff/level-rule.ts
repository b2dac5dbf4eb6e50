import type { Difference } from '../facts/facts.ts';
import type { Side } from './change-kind.ts';
import type { Breaks, Drift, Level } from './drift.ts';

/** What one kind of change means for who uses our packages. The first rule that fits counts. */
export interface LevelRule {
  /** The change, in words. */
  when: string;
  sides: readonly Side[];
  facts: readonly string[];
  kinds: readonly Drift['change'][] | 'any';
  /** What else has to hold. */
  only?(difference: Difference): boolean;
  breaks: Breaks;
  level: Level;
  banner?: true;
  reason: string;
}
