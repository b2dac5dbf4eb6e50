import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Drift } from '../../../src/upstream/diff/drift.ts';
import { nameOfPlace, parentPlace } from '../../../src/upstream/facts/place.ts';
import { standIn } from '../stand-in.ts';

/** What stands for a fact in our specs, where that is not a keyword of its name. */
const words: Record<string, string[]> = {
  limit: ['x-rate-limit'],
  lock: ['lockSeconds'],
  errors: ['x-error-codes', 'code'],
  scopes: ['security', 'flows', 'ZohoOAuth'],
  key: ['template', '/'],
  upstreamId: ['x-upstream-id', 'upstreamId'],
  servers: ['x-data-centers'],
  signIn: ['ZohoOAuth'],
  closed: ['additionalProperties'],
  nullable: ['type'],
  values: ['enum'],
  'prose values': ['enum'],
  'prose maxLength': ['maxLength'],
  schema: ['$ref'],
};

const files = new Map<string, string[]>();

function linesOf(file: string): string[] {
  const known = files.get(file) ?? readFileSync(join(standIn, file), 'utf8').split('\n');
  files.set(file, known);
  return known;
}

/** What is wrong with where a drift says to edit: no such line, or nothing around it that has to do with the drift. */
export function editProblem({ operation, place, fact, change, edit }: Drift): string | undefined {
  const { file, line } = edit;
  if (!/^specs\/[\w/.-]+$/.test(file) || !existsSync(join(standIn, file)))
    return `${file} is no file of specs/`;
  const lines = linesOf(file);
  if (line < 1 || line > lines.length) return `${file} has no line ${line}`;
  const here = lines[line - 1] ?? '';
  if (change === 'ended')
    return /^- id: D\d+$/.test(here) || /^specs\/upstream\/\w+\.json$/.test(file)
      ? undefined
      : `no deviation begins at ${file}:${line}`;
  // An operation's id stands below its method, a parameter's schema some lines below its name.
  const above = /^(query|header|path) /.test(place) ? 8 : 1;
  const around = lines.slice(Math.max(0, line - above), line + 1).join('\n');
  const wanted = [nameOfPlace(place), operation, fact, ...(words[fact] ?? []), ...holders(change, place)];
  if (wanted.some((word) => word !== undefined && around.includes(word))) return undefined;
  // A shared schema that lacks the keyword or key.
  if (/which (has no|is new)/.test(edit.what) && /^ {4}[A-Z]\w+:/.test(here)) return undefined;
  return `${file}:${line} (${edit.what}) has nothing of ${wanted.join(', ')}: ${here}`;
}

/** What something new goes into, or what stands for it as a whole. */
function holders(change: Drift['change'], place: string): string[] {
  if (place.startsWith('schema ')) return ['schemas:'];
  if (place.endsWith('[]')) return ['items', 'properties'];
  if (change !== 'added') return place === 'body' ? ['schema:'] : [];
  const parent = parentPlace(place);
  const around = parent === undefined ? undefined : nameOfPlace(parent);
  return [
    'paths:',
    'parameters:',
    'responses:',
    'properties:',
    'operationId:',
    '  /',
    ...(around ? [around] : []),
  ];
}
