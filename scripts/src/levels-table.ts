import { table } from './spec-readme.ts';
import type { LevelRule } from './upstream/diff/level-rule.ts';

/** What each kind of change is worth, as a table for people. */
export function levelsTable(rules: readonly LevelRule[]): string {
  return table(
    ['What changes', 'Breaks', 'Level', 'Why'],
    rules.map(({ when, breaks, level, banner, reason }) => [
      when,
      breaks,
      banner ? `${level}, with a banner` : level,
      reason,
    ]),
  );
}
