import type { Benchmark, Figure } from '../frame/benchmark.ts';
import { ratioOf } from '../frame/report.ts';
import type { Result } from '../frame/results.ts';
import { shown } from '../frame/shown.ts';
import type { Table } from '../frame/side-by-side.ts';
import { cellOf, tablesOf } from '../frame/side-by-side.ts';
import { spreadOf } from '../frame/spread.ts';
import type { Verdict } from '../frame/verdict.ts';
import { verdictsOf } from '../frame/verdict.ts';
import { markdownTable } from './markdown-table.ts';

/** A benchmark on the page. */
export interface Section {
  readonly benchmark: Benchmark;
  readonly result: Result;
  /** What was found out about targets that are missed, as Markdown. */
  readonly findings: string | undefined;
}

/** The page of all figures, as Markdown. Pictures are looked for in `images/benchmarks/`. */
export function pageOf(sections: readonly Section[]): string {
  const parts = [
    '# Benchmarks',
    '<!-- Written by `pnpm bench`. Do not edit. -->',
    'What cliqkit costs beside what could be taken instead, measured in one run and in turns, so that what else the machine does hits all alike. Ratios are the result; absolute times are those of one machine on one day.',
    howTo,
    '## Targets',
    targetTable(sections),
    ...sections.map(sectionOf),
    '## Versions',
    versionsOf(sections),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** More than one where benchmarks ran at different times. */
function versionsOf(sections: readonly Section[]): string {
  const all = new Map<string, Set<string>>();
  for (const [name, version] of sections.flatMap(({ result }) => Object.entries(result.versions))) {
    all.set(name, (all.get(name) ?? new Set()).add(version));
  }
  return [...all].map(([name, versions]) => `\`${name}\` ${[...versions].join(' and ')}`).join(', ');
}

const howTo = [
  '```sh',
  'pnpm bench                    # all of it, some minutes; writes this page, its pictures and docs/benchmarks.json',
  'pnpm bench size start         # some of it; only prints. With --write into this page as well',
  'pnpm bench --quick            # less than a minute, with fewer rounds; only prints',
  'pnpm bench redis              # what needs redis-server runs only by name: see docs/scale.md',
  'pnpm bench size --json out.json',
  '```',
].join('\n');

function targetTable(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ benchmark, result }) =>
    verdictsOf(result.figures).map((verdict) => [
      `[${benchmark.name}](#${benchmark.name})`,
      verdict.name,
      ...judged(verdict),
    ]),
  );
  return markdownTable(['', 'figure', 'target', 'measured', ''], rows, 2);
}

function judged({ target, median, unit, met }: Verdict): readonly string[] {
  return [`${target} ${unit}`, shown(median), met ? 'met' : '**missed**'];
}

function sectionOf({ benchmark, result, findings }: Section): string {
  const { about, method = [], name, plots = [] } = benchmark;
  const lines = result.figures.filter(({ cell }) => cell === undefined);
  const flags = Object.entries(result.flags).map(([flag, value]) => `\`--${flag} ${value}\``);
  return [
    `## ${name}`,
    about,
    ...method,
    ...tablesOf(result.figures).map(tableOf),
    ...(lines.length === 0 ? [] : [listOf(lines)]),
    ...plots.map((plot) => `![${plot.title}](images/benchmarks/${plot.name}.svg)`),
    ...(findings === undefined ? [] : [findings.trim()]),
    `<sub>${result.date.slice(0, 10)}, ${result.machine}; ${Math.round(result.seconds)} s${flags.length === 0 ? '' : `; ${flags.join(' ')}`}</sub>`,
  ].join('\n\n');
}

function tableOf(table: Table): string {
  const { title, rows, columns } = table;
  const head = [title, ...columns.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`))];
  const body = rows.map((row) => [
    row.includes('cliqkit') ? `**${row}**` : row,
    ...columns.map(({ name }) => cellOf(table, row, name)),
  ]);
  return markdownTable(head, body, 1);
}

/** Figures that stand for themselves, one a line. */
function listOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { min, median, max } = spreadOf(figure.values);
    const spread = figure.values.length > 1 ? `${shown(min)} to ${shown(max)}` : '';
    return [figure.name, figure.unit, shown(median), spread, ratioOf(figure, figures)];
  });
  return markdownTable(['', 'unit', 'median', 'spread', 'beside'], rows, 2);
}
