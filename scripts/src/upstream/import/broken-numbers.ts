import type { Json, Pointer, UpstreamDocument } from '../read/upstream-document.ts';
import type { FoundOperation } from './clean-operation.ts';
import type { ImportContext } from './import-context.ts';
import { quoted } from './json.ts';
import type { Place } from './questions.ts';
import type { SchemaStore } from './schema-store.ts';

const harmless = '4000000020001';
const isWhole = (source: string) => /^-?\d+$/.test(source);

/**
 * What a document says, with a harmless value for each id that YAML read as a number and that lost digits by it: nobody can tell
 * which id was meant. An id with all its digits is a string already.
 */
export function withoutBrokenNumbers(
  { brokenNumbers }: UpstreamDocument,
  value: { [key: string]: Json },
): { [key: string]: Json } {
  const mended = structuredClone(value);
  for (const { at, source } of brokenNumbers) if (!isWhole(source)) set(mended, at);
  return mended;
}

export function askAboutBrokenNumbers(
  { upstream, questions }: ImportContext,
  operations: readonly FoundOperation[],
  store: SchemaStore,
): void {
  for (const { at, source } of upstream.brokenNumbers) {
    if (isWhole(source)) continue;
    questions.ask(
      'An id of upstream stands there as a number and lost its digits; a made-up one is in its place. Give a better one.',
      placeOf(at, operations, store),
      at,
      quoted(source),
    );
  }
}

function placeOf(at: Pointer, operations: readonly FoundOperation[], store: SchemaStore): Place {
  const operation = operations.find((found) => found.at.every((step, index) => at[index] === step));
  if (operation) return { operation: operation.id };
  const schema = at[0] === 'components' && at[1] === 'schemas' ? store.nameOf(String(at[2])) : undefined;
  return schema === undefined ? 'document' : { schema };
}

function set(root: { [key: string]: Json }, at: Pointer): void {
  let node: Json | undefined = root;
  for (const step of at.slice(0, -1)) node = child(node, step);
  const last = at.at(-1);
  if (last === undefined || child(node, last) === undefined) return;
  if (Array.isArray(node)) node[Number(last)] = harmless;
  else if (typeof node === 'object' && node !== null) node[last] = harmless;
}

function child(node: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(node)) return node[Number(step)];
  return typeof node === 'object' && node !== null && Object.hasOwn(node, step) ? node[step] : undefined;
}
