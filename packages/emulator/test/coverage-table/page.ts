import { fileURLToPath } from 'node:url';
import type { OperationDescriptor } from '@cliqkit/types';
import type { Carried } from './carry.ts';
import { descriptors } from './cells.ts';
import type { Source } from './error-sources.ts';
import { sourceOf } from './error-sources.ts';
import { scenarios } from './scenarios.ts';

/*
 * The coverage table as a page of the documentation.
 */

/** Where the page lies. */
export const pageFile: string = fileURLToPath(
  new URL('../../../../docs/emulator-coverage.md', import.meta.url),
);

interface Row extends Carried {
  readonly file: string;
}

const rows: readonly Row[] = [...scenarios].flatMap(([file, carried]) =>
  carried.map((cell) => ({ ...cell, file })),
);

const titles: ReadonlyMap<string, string> = new Map([
  ['pins', 'Pinned messages'],
  ['folders', 'Chat folders'],
  ['threads', 'Threads'],
]);

const marks: Readonly<Record<Source, string>> = { documented: '', schema: 'ˢ', observed: 'ᵒ', inferred: 'ⁱ' };

const folder = '../packages/emulator/test/coverage-table';

function link(text: string, { file, assumed }: Row): string {
  return `[${text}][${file}]${assumed === undefined ? '' : ' ⚡'}`;
}

function isSuccess({ kind }: Row): boolean {
  return /^\d/u.test(kind);
}

function codeCell(row: Row): string {
  return link(`\`${row.kind}\`${marks[sourceOf(row) ?? 'documented']}`, row);
}

function limitText({ limit, windowMs, lockMs, limitSource }: OperationDescriptor): string {
  const assumed = limitSource === 'assumed' ? marks.inferred : '';
  return `${limit}${assumed} in ${windowMs / 1000} s, then a lock of ${lockMs / 60_000} min`;
}

function shortScope(scope: string): string {
  return `\`${scope.replace('ZohoCliq.', '')}\``;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Codes of the checks before an operation is carried out: most operations may answer them. */
const checkCodes: readonly string[] = [
  ...new Set(
    Object.values(descriptors).flatMap(({ errors }) => {
      const codes = Object.keys(errors);
      // In every descriptor they follow the codes of its own, this one first.
      return codes.slice(codes.indexOf('oauthtoken_invalid'));
    }),
  ),
];

function rowsOf(descriptor: OperationDescriptor): readonly Row[] {
  return rows.filter(({ operation }) => operation === descriptor.id);
}

function operationLine(descriptor: OperationDescriptor): string {
  const of = rowsOf(descriptor);
  const named = (kind: string, text: string) =>
    of.filter((row) => row.kind === kind).map((row) => link(text, row));
  const ownCodes = Object.keys(descriptor.errors).filter((code) => !checkCodes.includes(code));
  return line([
    `**${descriptor.id}**<br>\`${descriptor.method} ${descriptor.template}\``,
    of
      .filter(isSuccess)
      .map((row) => link(row.kind, row))
      .join(', '),
    of
      .filter(({ kind }) => ownCodes.includes(kind))
      .map(codeCell)
      .join('<br>'),
    ...named('limit', limitText(descriptor)),
    ...named('scope', descriptor.scopes.map(shortScope).join(', ')),
  ]);
}

function checksLine(descriptor: OperationDescriptor): string {
  const of = rowsOf(descriptor);
  const mark = (code: string) => {
    const row = of.find(({ kind }) => kind === code);
    return row === undefined ? '–' : link(`✓${marks[sourceOf(row) ?? 'documented']}`, row);
  };
  return line([`**${descriptor.id}**`, ...checkCodes.map(mark)]);
}

function isIn(module: string): (row: Row) => boolean {
  return ({ operation }) => descriptors[operation].module === module;
}

function countLine(title: string, some: readonly Row[]): string {
  const byFault = some.filter(({ assumed }) => assumed !== undefined).length;
  const counts = [
    new Set(some.map(({ operation }) => operation)).size,
    some.filter(isSuccess).length,
    some.filter((row) => Object.hasOwn(descriptors[row.operation].errors, row.kind)).length,
    some.filter(({ kind }) => kind === 'limit').length,
    some.filter(({ kind }) => kind === 'scope').length,
    some.length,
    byFault,
  ];
  return line([title, ...counts.map(String)]);
}

function section([module, title]: readonly [string, string]): readonly string[] {
  const operations = Object.values(descriptors).filter((descriptor) => descriptor.module === module);
  return [
    `## ${title}`,
    '',
    line(['Operation', 'Success', 'Errors', 'Limit', 'Scope']),
    line(['---', '---', '---', '---', '---']),
    ...operations.map(operationLine),
    '',
    'Errors of the checks, which come before:',
    '',
    line(['Operation', ...checkCodes.map((code) => `\`${code}\``)]),
    line(['---', ...checkCodes.map(() => ':---:')]),
    ...operations.map(checksLine),
    '',
  ];
}

/** The page, as it has to be in the documentation. */
export function renderPage(): string {
  const assumed = rows.flatMap((row) => (row.assumed === undefined ? [] : [{ row, reason: row.assumed }]));
  return [
    '# What the emulator plays',
    '',
    '<!-- Written by packages/emulator/test/coverage-table/write-table.ts. Do not edit. -->',
    '',
    'Every success, error code, limit and scope that the specs know of an operation is brought about by a test, which checks',
    'the reply against the published spec, and the journal for what was carried out. The list of cells comes from the specs;',
    'a test fails when a cell has no scenario, when a scenario has no cell, and when this page is stale.',
    '',
    line(['', 'Operations', 'Successes', 'Errors', 'Limits', 'Scopes', 'Cells', '⚡ by fault only']),
    line(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...[...titles].map(([module, title]) => countLine(title, rows.filter(isIn(module)))),
    countLine('**All**', rows),
    '',
    '**How to read it.** Each entry links to the file with its scenario; the test is called `<operation>: <entry>`, as in',
    '`npx vitest run --project emulator -t "pinChat: max_pins_error"`. An error without a mark is documented for the',
    'operation; ˢ stands in a shared list of the documents, ᵒ was observed by others, ⁱ is inferred. ⚡ marks what no rule',
    'brings about: nobody has written down its cause, so that only a [planned fault][faults] answers it.',
    '',
    '- **Limit**: as many calls pass within the window; the next one is refused and locks the user out, to the millisecond.',
    '- **Scope**: a token with this scope alone is enough, and one with all others is refused as `oauthtoken_scope_invalid`.',
    '- The operations of one URL and method share one limit, and the codes for bodies that may be meant for several of them.',
    '',
    ...[...titles].flatMap(section),
    '## By fault only',
    '',
    line(['Operation', 'Code', 'Why there is no rule']),
    line(['---', '---', '---']),
    ...assumed.map(({ row, reason }) => line([row.operation, codeCell(row), reason])),
    '',
    ...[...scenarios.keys()].map((file) => `[${file}]: ${folder}/${file}`),
    '[faults]: ../packages/emulator/README.md#faults',
    '',
  ].join('\n');
}
