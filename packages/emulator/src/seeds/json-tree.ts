import type { Problems } from './problems.ts';
import { below } from './problems.ts';
import type { SourceNode } from './source-node.ts';
import { deepest, putEntry } from './source-node.ts';

/** A list or an object that has begun. */
interface Open {
  readonly node: Extract<SourceNode, { kind: 'map' | 'list' }>;
  readonly pointer: string;
  put(node: SourceNode): void;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where a string ends that begins here: after the first quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
}

/** Commas and colons say nothing in a text that is known to be JSON. */
const token = /[\s,:]*(?:(["{}[\]])|([^\s,:"{}[\]]+))/uy;

/**
 * Reads JSON: what `JSON.parse` keeps to itself are the digits of a long number, keys that are there twice, and lines. Gives
 * nothing for a text that is not JSON.
 */
export function readJsonTree(text: string, problems: Problems): SourceNode | undefined {
  if (!isJson(text)) return undefined;
  let root: SourceNode | undefined;
  const open: Open[] = [];
  let key: string | undefined;

  function add(node: SourceNode): void {
    const outer = open.at(-1);
    if (outer === undefined) root = node;
    else outer.put(node);
  }

  function begin(node: Open['node'], put: (node: SourceNode, pointer: string) => void): void {
    const outer = open.at(-1);
    const step = outer?.node.kind === 'list' ? outer.node.items.length : (key ?? '');
    const pointer = outer === undefined ? '' : below(outer.pointer, step);
    add(node);
    key = undefined;
    open.push({ node, pointer, put: (inner) => put(inner, pointer) });
  }

  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, mark, word] = match;
    const at = token.lastIndex - (mark ?? word ?? '').length;
    if (mark === '[') {
      const items: SourceNode[] = [];
      begin({ kind: 'list', at, items }, (node) => items.push(node));
    } else if (mark === '{') {
      const entries = new Map<string, SourceNode>();
      begin({ kind: 'map', at, entries }, (node, pointer) => {
        putEntry(entries, key ?? '', node, pointer, problems);
        key = undefined;
      });
    } else if (mark === '"') {
      const end = endOfString(text, at);
      token.lastIndex = end;
      const value = String(JSON.parse(text.slice(at, end)));
      if (open.at(-1)?.node.kind === 'map' && key === undefined) key = value;
      else add({ kind: 'scalar', at, text: value, plain: false });
    } else if (mark === undefined) {
      add({ kind: 'scalar', at, text: word ?? '', plain: true });
    } else {
      open.pop();
    }
    if (open.length > deepest) {
      problems.add('', `it nests deeper than ${deepest} levels`);
      return undefined;
    }
  }
  return root;
}
