import type { Problems } from './problems.ts';
import { below } from './problems.ts';

/** A value as it was written, before anything decides what type it is of. */
export type SourceNode =
  | { readonly kind: 'map'; readonly at: number; readonly entries: ReadonlyMap<string, SourceNode> }
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly SourceNode[] }
  /** `plain`: without quotes, so that it may stand for something else than text. */
  | { readonly kind: 'scalar'; readonly at: number; readonly text: string; readonly plain: boolean };

/** How deep a document may nest. */
export const deepest = 64;

/** Keys that mean something to JavaScript, and nothing in a document. */
const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Puts a value under its key, and complains of a key that cannot be, or is there already. */
export function putEntry(
  entries: Map<string, SourceNode>,
  key: string,
  node: SourceNode,
  pointer: string,
  problems: Problems,
): void {
  if (prototypeKeys.has(key)) problems.add(pointer, `the key ${key} is not allowed`);
  if (entries.has(key)) problems.add(below(pointer, key), 'this key is there twice');
  entries.set(key, node);
}
