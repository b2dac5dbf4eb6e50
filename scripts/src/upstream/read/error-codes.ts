import { marks } from './block.ts';
import type { Prose } from './prose.ts';

type ErrorCode = Prose['errors'][number];

const errorHeader = /^(?:possible |api |common )?errors?(?:[ _-]?(?:codes?|names?|keys?|ids?))?(?:\(s\))?$/i;
const codeHeader = /^codes?$/i;
const meaningHeader = /desc|meaning|message|reason|cause|when|detail|explanation/i;
const statusHeader = /^(?:http[ -]?)?status(?:[ _-]?code)?$|^http[ _-]?code$/i;
const snakeCase = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;
const expand =
  '\\(?(?:click|tap|press|open|unfold)(?: here| this)? to (?:expand|view|see|open|show|collapse|read|unfold)(?: (?:all|more|details|them))?\\)?';
const errorHeading =
  '(?:(?:the )?(?:possible|common|known|list of|api|specific) ){0,2}errors?(?: (?:codes?|responses?|messages?|details)){0,2}(?: (?:and (?:their )?(?:meanings?|descriptions?|causes?)))?';
const expandAlone = new RegExp(`^${expand}$`, 'i');
const errorLine = new RegExp(`^${errorHeading}(?:\\s{0,3}[:–—-]?\\s{0,3}${expand})?$`, 'i');

/** Whether a line only tells the reader to open what is below. */
export function isExpandHint(line: string): boolean {
  return expandAlone.test(letters(line));
}

/** Whether a line is only the heading of error codes. */
export function isErrorHeading(line: string): boolean {
  return line.length < 120 && errorLine.test(letters(line));
}

function letters(line: string): string {
  return marks
    .strip(line)
    .replace(/^[^\p{L}(]{1,20}|[^\p{L})]{1,20}$/gu, '')
    .replace(/\s{1,5}/g, ' ')
    .slice(0, 200);
}

/** The errors of a table, and what stands in rows of no error; undefined when it is a table of something else. */
export function errorsOfTable(
  rows: readonly string[][],
): { errors: ErrorCode[]; remarks: string[] } | undefined {
  const [header, ...others] = rows;
  if (header === undefined || others.length === 0) return undefined;
  const heads = header.map((cell) => marks.strip(cell).replace(/[:\s]+$/, ''));
  const strict = heads.findIndex((head) => errorHeader.test(head));
  const column = strict === -1 ? heads.findIndex((head) => codeHeader.test(head)) : strict;
  if (column === -1) return undefined;
  const codes = others.map((row) => bare(row[column] ?? ''));
  // A column that is only called "Code" may hold anything.
  if (strict === -1 && codes.filter((code) => snakeCase.test(code)).length * 2 < codes.length)
    return undefined;

  const meaning = heads.findIndex((head, index) => index !== column && meaningHeader.test(head));
  const statuses = heads.findIndex((head, index) => index !== column && statusHeader.test(head));
  const errors: ErrorCode[] = [];
  const remarks: string[] = [];
  for (const [index, row] of others.entries()) {
    const said = row.filter((cell) => cell !== '');
    if (said.length === 1 && row[column] === said[0] && codesOf(bare(said[0] ?? '')).some(isSentence)) {
      remarks.push(said[0] ?? '');
      continue;
    }
    const status = statusOf(row[statuses]);
    const taken = status.status === undefined ? [column] : [column, statuses];
    const when = whenOf(row, taken, meaning, heads);
    const listed = codesOf(codes[index] ?? '');
    const last = errors.at(-1);
    // A cell that spans rows, or a row of a description that goes on.
    if (listed.length === 0 && last !== undefined) last.when = joined(last.when, when);
    for (const code of listed) errors.push({ code, when, ...status });
    if (listed.length === 0 && last === undefined && when !== '') return undefined;
  }
  return errors.length === 0 ? undefined : { errors, remarks };
}

function isSentence(text: string): boolean {
  return text.split(/\s+/).length > 2;
}

/** The status that a cell of such a column gives, when it is one of an error. */
function statusOf(cell = ''): { status?: number } {
  const [, digits] = /^([45]\d\d)\b/.exec(bare(cell)) ?? [];
  return digits === undefined ? {} : { status: Number(digits) };
}

function whenOf(
  row: readonly string[],
  taken: readonly number[],
  meaning: number,
  heads: readonly string[],
): string {
  const cells = row.map((cell) => marks.strip(cell).trim());
  const first = meaning === -1 ? '' : (cells[meaning] ?? '');
  const others = cells.flatMap((cell, index) => {
    if (taken.includes(index) || index === meaning || cell === '') return [];
    return meaning === -1 && cells.length === 2 ? [cell] : [heads[index] ? `${heads[index]}: ${cell}` : cell];
  });
  if (first === '') return others.join('; ');
  return others.length === 0 ? first : `${first} (${others.join('; ')})`;
}

/** The errors of a list below a heading of error codes: `code: when`. */
export function errorsOfItems(items: readonly string[]): ErrorCode[] | undefined {
  const errors: ErrorCode[] = [];
  for (const item of items) {
    const match = /^([\w.-]{1,80})(?:\s{0,3}[:–—-]\s{1,3}|\s{0,3}:|$)([\s\S]*)$/.exec(bare(item));
    const code = match?.[1];
    if (code === undefined) return undefined;
    errors.push({ code, when: (match?.[2] ?? '').trim() });
  }
  return errors.length > 0 && errors.some(({ code }) => snakeCase.test(code)) ? errors : undefined;
}

/** Errors of several tables as one list; a code stands in it once, with all that is said of it. */
export function joinedErrors(errors: readonly ErrorCode[]): ErrorCode[] {
  const byCode = new Map<string, ErrorCode>();
  for (const error of errors) {
    const known = byCode.get(error.code);
    byCode.set(
      error.code,
      known === undefined ? error : { ...error, ...known, when: joined(known.when, error.when) },
    );
  }
  return [...byCode.values()];
}

function joined(first: string, second: string): string {
  if (first === '' || first === second) return second;
  return second === '' ? first : `${first} ${second}`;
}

function bare(cell: string): string {
  return marks
    .strip(cell)
    .replace(/[`"“”]/g, '')
    .trim();
}

function codesOf(cell: string): string[] {
  const parts = cell.split(/\s{0,3}[,/;|]\s{0,3}|\s+or\s+|\s+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => snakeCase.test(part)) ? parts : cell === '' ? [] : [cell];
}
