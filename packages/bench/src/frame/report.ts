import { aligned } from './aligned.ts';
import type { Figure } from './benchmark.ts';
import { shown } from './shown.ts';
import { sideBySide } from './side-by-side.ts';
import { spreadOf } from './spread.ts';
import { verdictOf } from './verdict.ts';

function targetOf(figure: Figure): string {
  const verdict = verdictOf(figure);
  return verdict === undefined ? '' : `${verdict.target} ${verdict.met ? 'met' : 'MISSED'}`;
}

/** How many times the figure beside which it stands, as text. */
export function ratioOf({ values, besides }: Figure, others: readonly Figure[]): string {
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
