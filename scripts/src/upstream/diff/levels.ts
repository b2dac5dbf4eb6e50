import type { Difference } from '../facts/facts.ts';
import { changeKind, sideOf } from './change-kind.ts';
import type { Drift, Level } from './drift.ts';
import type { LevelRule } from './level-rule.ts';
import { levelRules } from './level-rules.ts';

export type Verdict = Pick<Drift, 'change' | 'breaks' | 'level' | 'banner'> & { rule: LevelRule };

/** What a difference means when we follow it: from `ours` (or the older version) to `upstream` (or the newer one). */
export function judge(difference: Difference): Verdict {
  const change = changeKind(difference);
  const side = sideOf(difference.place);
  const rule = levelRules.find(
    ({ sides, facts, kinds, only }) =>
      sides.includes(side) &&
      (facts.length === 0 || facts.includes(difference.fact)) &&
      (kinds === 'any' || kinds.includes(change)) &&
      (only?.(difference) ?? true),
  );
  if (!rule)
    throw new Error(`No rule says what a change of ${difference.fact} at ${difference.place} means.`);
  return { change, breaks: rule.breaks, level: rule.level, banner: rule.banner ?? false, rule };
}

const order = ['none', 'patch', 'minor', 'major'] as const;

export function largest(levels: Level[]): Level | 'none' {
  return order[Math.max(0, ...levels.map((level) => order.indexOf(level)))] ?? 'none';
}
