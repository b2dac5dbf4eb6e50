import type { Figure } from './benchmark.ts';
import { shown } from './shown.ts';
import { spreadOf } from './spread.ts';

/** A figure that has a target, and whether its median reaches it. */
export interface Verdict {
  /** What was measured, with its table and row where it stands in one. */
  readonly name: string;
  readonly unit: string;
  readonly target: string;
  readonly median: number;
  readonly met: boolean;
}

export function verdictOf(figure: Figure): Verdict | undefined {
  const { name, unit, values, target, cell } = figure;
  if (target === undefined) return undefined;
  const { median } = spreadOf(values);
  const [sign, bound, met] =
    'atLeast' in target
      ? (['>=', target.atLeast, median >= target.atLeast] as const)
      : (['<=', target.atMost, median <= target.atMost] as const);
  return {
    name: cell === undefined ? name : `${cell.row}, ${cell.table}: ${name}`,
    unit,
    target: `${sign} ${shown(bound)}`,
    median,
    met,
  };
}

/** The figures that have a target, in their order. */
export function verdictsOf(figures: readonly Figure[]): readonly Verdict[] {
  return figures.map(verdictOf).filter((verdict) => verdict !== undefined);
}
