import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultOf } from './catalogue.ts';

const comment = /^\s*(?:\/\/|\*|\/\*).*$/gm;
const call = /^\s*carries(?:\.each)?\(\s*(\[[^\]]*\]|'[^']*'|[^,]*)/gm;
const literal = /^(?:'[A-Z]\d\d'|\[\s*(?:'[A-Z]\d\d',?\s*)+\])$/;

/**
 * The faults that tests carry, each with its files: read from the text of the tests, so that nothing has to run. Throws
 * for a test whose ids are not plain text, or are in no catalogue: it would count for nothing.
 */
export function carriedFaults(
  folder: string = fileURLToPath(new URL('.', import.meta.url)),
): Map<string, string[]> {
  const carried = new Map<string, string[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.test.ts')) continue;
    for (const id of idsIn(readFileSync(join(folder, file), 'utf8'), file)) {
      carried.set(id, [...new Set([...(carried.get(id) ?? []), file])]);
    }
  }
  return carried;
}

/** The ids in the text of one test file. */
export function idsIn(source: string, file: string): string[] {
  return [...source.replace(comment, '').matchAll(call)].flatMap(([, ids = '']) => {
    if (!literal.test(ids)) throw new Error(`${file}: carries(${ids}…) must name its faults as plain text.`);
    return [...ids.matchAll(/[A-Z]\d\d/g)].map(([id]) => faultOf(id).id);
  });
}
