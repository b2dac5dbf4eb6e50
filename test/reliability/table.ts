import type { Row } from './figure.ts';

const titles = { figure: 'figure', required: 'required', measured: 'measured', holds: 'holds' };

/** The rows as text: what is the same on every machine first, times and sizes last. */
export function table(rows: readonly Row[]): string {
  const facts = rows.filter(({ machine }) => !machine);
  const measures = rows.filter(({ machine }) => machine);
  const lines = [
    titles,
    ...[...facts, ...measures].map((row) => ({ ...row, holds: row.holds ? 'yes' : 'NO' })),
  ];
  const width = (name: keyof typeof titles): number => Math.max(...lines.map((line) => line[name].length));
  const [figure, required, measured] = [width('figure'), width('required'), width('measured')];
  return lines
    .map((line) =>
      [
        line.figure.padEnd(figure),
        line.required.padStart(required),
        line.measured.padStart(measured),
        line.holds,
      ].join(' | '),
    )
    .join('\n');
}
