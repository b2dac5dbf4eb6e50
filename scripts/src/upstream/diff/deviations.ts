import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from 'yaml';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Deviation } from '../../spec-readme.ts';
import { canonical } from '../read/json.ts';
import { UnreadableDocument } from '../read/upstream-document.ts';
import type { Cover } from './covers.ts';

export const deviationsFile = 'specs/deviations.yaml';

/** A deviation with its line in the file. */
export interface LocatedDeviation extends Deviation {
  line: number;
}

/** Reads and checks specs/deviations.yaml. */
export async function readDeviations(root: string): Promise<LocatedDeviation[]> {
  const text = await readFile(join(root, deviationsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new UnreadableDocument(
        deviationsFile,
        undefined,
        'There is no such file. Take it back from git.',
      );
    throw error;
  });
  return parseDeviations(text);
}

export function parseDeviations(text: string): LocatedDeviation[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken)
    throw new UnreadableDocument(deviationsFile, broken.linePos?.[0].line, firstLine(broken.message));
  const value: unknown = document.toJS();
  if (!Array.isArray(value))
    throw new UnreadableDocument(deviationsFile, 1, 'it has to be a list of deviations.');
  return value.map((entry: unknown, index) => {
    const line = lineOf(document, lines, [index]);
    const problem = problemOf(entry);
    if (problem) {
      throw new UnreadableDocument(
        deviationsFile,
        lineOf(document, lines, [index, ...problem.at]),
        problem.text,
      );
    }
    // Its shape has just been checked.
    return { ...(entry as Deviation), line };
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function lineOf(document: Document, lines: LineCounter, at: (string | number)[]): number {
  for (let depth = at.length; depth > 0; depth -= 1) {
    const node = document.getIn(at.slice(0, depth), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if ((isMap(node) || isSeq(node) || range) && Array.isArray(range))
      return lines.linePos(Number(range[0])).line;
  }
  return 1;
}

interface Problem {
  at: (string | number)[];
  text: string;
}

const sentences = ['id', 'where', 'upstream', 'ours', 'reason'];
const coverKeys = ['modules', 'operation', 'place', 'fact', 'upstream', 'ours'];

function problemOf(entry: unknown): Problem | undefined {
  if (!isRecord(entry)) return { at: [], text: 'a deviation has to be a mapping.' };
  const name = typeof entry['id'] === 'string' ? entry['id'] : 'this deviation';
  for (const key of sentences) {
    if (typeof entry[key] !== 'string' || entry[key] === '')
      return { at: [], text: `${name} needs \`${key}\`, a text.` };
  }
  if (!isNames(entry['modules']))
    return { at: ['modules'], text: `${name} needs \`modules\`, a list of names.` };
  const { covers, uncompared } = entry;
  if ((covers === undefined) === (uncompared === undefined))
    return {
      at: [],
      text: `${name} needs either \`covers\`, the differences it explains, or \`uncompared\`, why it shows in none.`,
    };
  if (uncompared !== undefined)
    return typeof uncompared === 'string' && uncompared !== ''
      ? undefined
      : { at: ['uncompared'], text: `\`uncompared\` of ${name} has to be a sentence.` };
  if (!Array.isArray(covers) || covers.length === 0)
    return { at: ['covers'], text: `\`covers\` of ${name} has to be a list with an entry.` };
  for (const [index, cover] of covers.entries()) {
    const text = coverProblem(cover, entry['modules']);
    if (text) return { at: ['covers', index], text: `cover ${index + 1} of ${name}: ${text}` };
  }
  return undefined;
}

function coverProblem(cover: unknown, modules: string[]): string | undefined {
  if (!isRecord(cover)) return 'it has to be a mapping.';
  const unknown = Object.keys(cover).find((key) => !coverKeys.includes(key));
  if (unknown) return `there is no key \`${unknown}\`; the keys are ${coverKeys.join(', ')}.`;
  for (const key of ['place', 'fact'] as const) {
    if (!isPattern(cover[key])) return `it needs \`${key}\`, a pattern or a list of patterns.`;
  }
  if (cover['operation'] !== undefined && !isPattern(cover['operation']))
    return '`operation` has to be a pattern or a list of patterns.';
  const covered = cover['modules'];
  if (covered !== undefined && !(isNames(covered) && covered.every((each) => modules.includes(each))))
    return '`modules` has to be a list of modules that the deviation has too.';
  if (!('upstream' in cover) && !('ours' in cover))
    return 'it needs `upstream`, `ours` or both: the values that differ.';
  if (canonical(valueIn(cover, 'upstream')) === canonical(valueIn(cover, 'ours')))
    return '`upstream` and `ours` are equal, which is no difference.';
  return undefined;
}

function valueIn(cover: Record<string, unknown>, side: 'upstream' | 'ours'): Cover['ours'] {
  // YAML gives data of this kind and no other.
  return cover[side] as Cover['ours'];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
}

function isPattern(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || isNames(value);
}
