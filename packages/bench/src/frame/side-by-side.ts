import { aligned } from './aligned.ts';
import type { Figure } from './benchmark.ts';
import { shown } from './shown.ts';
import { spreadOf } from './spread.ts';

/** Figures that are cells of tables: rows and columns in the order in which they come, medians in the cells. */
export function sideBySide(figures: readonly Figure[]): string {
  const tables = [...new Set(figures.flatMap(({ cell }) => (cell === undefined ? [] : [cell.table])))];
  return tables
    .map((table) =>
      tableOf(
        table,
        figures.filter(({ cell }) => cell?.table === table),
      ),
    )
    .join('\n\n');
}

function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = [...new Set(figures.flatMap(({ cell }) => (cell === undefined ? [] : [cell.row])))];
  const columns = [...new Map(figures.map(({ name, unit }) => [name, unit]))];
  const cellOf = (row: string, column: string): string => {
    const figure = figures.find(({ name, cell }) => name === column && cell?.row === row);
    return figure === undefined ? '' : shown(spreadOf(figure.values).median);
  };
  const body = rows.map((row) => [row, ...columns.map(([column]) => cellOf(row, column))]);
  const head = [title, ...columns.map(([name]) => name)];
  const units = ['', ...columns.map(([, unit]) => unit)];
  return aligned([head, units, ...body], (column) => column > 0);
}
