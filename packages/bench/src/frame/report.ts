import { aligned } from './aligned.ts';
import type { Figure } from './benchmark.ts';
import { shown } from './shown.ts';
import { sideBySide } from './side-by-side.ts';
import { spreadOf } from './spread.ts';

function isMissed({ values, target }: Figure): boolean {
  const { median } = spreadOf(values);
  if (target === undefined) return false;
  return 'atLeast' in target ? median < target.atLeast : median > target.atMost;
}

function targetOf(figure: Figure): string {
  const { target } = figure;
  if (target === undefined) return '';
  const bound = 'atLeast' in target ? `>= ${shown(target.atLeast)}` : `<= ${shown(target.atMost)}`;
  return `${bound} ${isMissed(figure) ? 'MISSED' : 'met'}`;
}

function ratioOf({ values, besides }: Figure, others: readonly Figure[]): string {
  const other = others.find(({ name }) => name === besides);
  if (other === undefined) return '';
  const ratio = spreadOf(values).median / spreadOf(other.values).median;
  return `${ratio.toFixed(2)} x ${other.name}`;
}

const columns = ['', 'unit', 'min', 'median', 'max', 'target', 'beside'] as const;

/** The figures of one benchmark as tables: those that stand side by side, then the others, one a line. */
export function report(figures: readonly Figure[]): string {
  const lines = figures.filter(({ cell }) => cell === undefined);
  const parts = [sideBySide(figures), ...(lines.length === 0 ? [] : [oneEach(lines)])];
  return parts.filter((part) => part !== '').join('\n\n');
}

function oneEach(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { min, median, max } = spreadOf(figure.values);
    return [
      figure.name,
      figure.unit,
      shown(min),
      shown(median),
      shown(max),
      targetOf(figure),
      ratioOf(figure, figures),
    ];
  });
  return aligned([[...columns], ...rows], (column) => column >= 2 && column <= 4);
}

/** The names of the figures that miss their target. */
export function missed(figures: readonly Figure[]): readonly string[] {
  return figures
    .filter(isMissed)
    .map(({ name, cell }) => (cell === undefined ? name : `${cell.row}, ${cell.table}: ${name}`));
}
