import { aligned } from './aligned.ts';
import type { Figure } from './benchmark.ts';
import { shown } from './shown.ts';
import { spreadOf } from './spread.ts';

/** Figures that stand side by side: rows and columns in the order in which they come. */
export interface Table {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  /** The figure of a cell; none where nothing was measured. */
  figureOf(row: string, column: string): Figure | undefined;
}

/** The tables that figures name as theirs. */
export function tablesOf(figures: readonly Figure[]): readonly Table[] {
  const titles = new Set(figures.flatMap(({ cell }) => (cell === undefined ? [] : [cell.table])));
  return [...titles].map((title) => {
    const cells = figures.filter(({ cell }) => cell?.table === title);
    const columns = new Map(cells.map(({ name, unit }) => [name, unit]));
    return {
      title,
      rows: [...new Set(cells.flatMap(({ cell }) => (cell === undefined ? [] : [cell.row])))],
      columns: [...columns].map(([name, unit]) => ({ name, unit })),
      figureOf: (row, column) => cells.find(({ name, cell }) => name === column && cell?.row === row),
    };
  });
}

/** The median in a cell, as text. */
export function cellOf(table: Table, row: string, column: string): string {
  const figure = table.figureOf(row, column);
  return figure === undefined ? '' : shown(spreadOf(figure.values).median);
}

/** Tables for a terminal, medians in their cells. */
export function sideBySide(figures: readonly Figure[]): string {
  return tablesOf(figures).map(inColumns).join('\n\n');
}

function inColumns(table: Table): string {
  const { title, rows, columns } = table;
  const body = rows.map((row) => [row, ...columns.map(({ name }) => cellOf(table, row, name))]);
  const head = [title, ...columns.map(({ name }) => name)];
  const units = ['', ...columns.map(({ unit }) => unit)];
  return aligned([head, units, ...body], (column) => column > 0);
}
