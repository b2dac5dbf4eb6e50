import type { Figure } from './benchmark.ts';
import { spreadOf } from './spread.ts';

function shown(value: number): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

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

/** The figures of one benchmark as a table. */
export function report(figures: readonly Figure[]): string {
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
  const table = [[...columns], ...rows];
  const widths = columns.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column >= 2 && column <= 4;
  const lines = table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `  ${line}`).join('\n');
}

/** The names of the figures that miss their target. */
export function missed(figures: readonly Figure[]): readonly string[] {
  return figures.filter(isMissed).map(({ name }) => name);
}
