import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { benchmarks } from '../src/benchmarks.ts';
import type { Benchmark } from '../src/frame/benchmark.ts';
import type { Result } from '../src/frame/results.ts';
import { readResults } from '../src/frame/results.ts';
import { pageOf } from '../src/page/page.ts';
import { sectionsOf, writePage } from '../src/page/write-page.ts';

const cost: Benchmark = {
  name: 'cost',
  about: 'What a call costs.',
  method: ['Counted by hand.'],
  plots: [
    { name: 'cost-bars', title: 'Cost of a call', table: 'calls', columns: ['GET', 'POST'], kind: 'bars' },
    {
      name: 'cost-sure',
      title: 'Cost of a call that is done',
      table: 'calls',
      columns: ['GET'],
      onlyWithout: 'lost',
      kind: 'bars',
    },
    { name: 'cost-lines', title: 'Growth', table: 'growth', columns: ['time'], kind: 'lines', log: true },
  ],
  run: async () => [],
};

function cell(table: string, row: string, name: string, ...values: number[]) {
  return { name, unit: 'us', values, cell: { table, row } };
}

const result: Result = {
  name: 'cost',
  flags: { rounds: 3 },
  machine: 'one machine',
  date: '2026-01-02T03:04:05.678Z',
  versions: { ky: '1.0.0' },
  seconds: 12.3,
  figures: [
    { ...cell('calls', 'cliqkit', 'GET', 1, 2, 30), target: { atMost: 3 } },
    { ...cell('calls', 'cliqkit', 'POST', 9), target: { atMost: 3 } },
    cell('calls', 'cliqkit', 'lost', 0),
    cell('calls', 'a|b', 'GET', 1234.5678),
    cell('calls', 'a|b', 'lost', 1),
    cell('growth', '1', 'time', 1),
    cell('growth', '10', 'time', 10.5),
    { name: 'bytes', unit: 'B', values: [4, 2], besides: 'none' },
    { name: 'none', unit: 'B', values: [1] },
  ],
};

const text = pageOf(sectionsOf([cost], [result]));

test('the page has the targets first, with those that are missed', () => {
  expect(text).toContain('| [cost](#cost) | cliqkit, calls: GET | <= 3 us | 2 | met |');
  expect(text).toContain('| [cost](#cost) | cliqkit, calls: POST | <= 3 us | 9 | **missed** |');
});

test('figures stand side by side or one a line, with what is done, when and where', () => {
  expect(text).toContain(
    '| calls | GET, us | POST, us | lost, us |\n| --- | ---: | ---: | ---: |\n| **cliqkit** | 2 | 9 | 0 |',
  );
  expect(text).toContain('| a\\|b | 1,235 |  | 1 |');
  expect(text).toContain('| bytes | B | 3 | 2 to 4 | 3.00 x none |');
  expect(text).toContain('Counted by hand.');
  expect(text).toContain('![Growth](images/benchmarks/cost-lines.svg)');
  expect(text).toContain('<sub>2026-01-02, one machine; 12 s; `--rounds 3`</sub>');
  expect(text).toContain('`ky` 1.0.0');
});

test('what is written can be read, drawn and written again, and new results take the place of old ones', () => {
  const folder = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'bench-page-'))}/`);
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  writePage([cost], [result], folder);
  const first = ['benchmarks.md', 'benchmarks.json', 'images/benchmarks/cost-bars.svg'].map(read);
  writePage([cost], [], folder);
  expect(['benchmarks.md', 'benchmarks.json', 'images/benchmarks/cost-bars.svg'].map(read)).toEqual(first);

  expect(readdirSync(new URL('images/benchmarks', folder))).toEqual([
    'cost-bars.svg',
    'cost-lines.svg',
    'cost-sure.svg',
  ]);
  const [, , svg = ''] = first;
  expect(svg).toMatch(/^<svg/);
  for (const shown of ['Cost of a call', 'cliqkit', 'a|b', 'POST', '1,235']) expect(svg).toContain(shown);
  expect(read('images/benchmarks/cost-sure.svg')).not.toContain('a|b');

  writePage(
    [cost],
    [
      {
        ...result,
        figures: [
          cell('calls', 'cliqkit', 'GET', 7),
          cell('calls', 'cliqkit', 'lost', 0),
          cell('growth', '1', 'time', 1),
        ],
      },
    ],
    folder,
  );
  expect(read('benchmarks.md')).toContain('| **cliqkit** | 7 |');
});

test('a plot of a table that nobody measured is a mistake', () => {
  const folder = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'bench-page-'))}/`);
  expect(() => writePage([cost], [{ ...result, figures: [] }], folder)).toThrow(/cost-bars wants a table/);
});

test('docs/benchmarks.md is what `pnpm bench --page` makes of docs/benchmarks.json', () => {
  const docs = new URL('../../../docs/', import.meta.url);
  const results = readResults(new URL('benchmarks.json', docs));
  const page = readFileSync(new URL('benchmarks.md', docs), 'utf8');
  expect(page).toBe(pageOf(sectionsOf(benchmarks, results)));
});

test('the names of plots and benchmarks are unique', () => {
  const names = benchmarks.flatMap(({ name, plots = [] }) => [
    name,
    ...plots.map((plot) => `${plot.name}.svg`),
  ]);
  expect(new Set(names).size).toBe(names.length);
});
