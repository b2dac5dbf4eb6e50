import { readJsonTree } from './json-tree.ts';
import type { Problems } from './problems.ts';
import type { SourceNode } from './source-node.ts';
import { readYamlTree } from './yaml-tree.ts';

/** A document as it was written. */
interface SourceTree {
  readonly root: SourceNode | undefined;
  /** The line that a pointer leads to, or the part of it that there is. */
  lineOf(pointer: string): number | undefined;
}

function stepInto(node: SourceNode, key: string): SourceNode | undefined {
  if (node.kind === 'map') return node.entries.get(key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return node.kind === 'list' ? node.items[Number(key)] : undefined;
}

/** Reads JSON or YAML. Adds a problem for each place that cannot be read. */
export function readSourceTree(text: string, problems: Problems): SourceTree {
  // Every JSON is YAML, but a long one is read much faster for what it is.
  const json = /^\s*[[{]/u.test(text) ? readJsonTree(text, problems) : undefined;
  const root = json ?? (problems.count() === 0 ? readYamlTree(text, problems) : undefined);
  return {
    root,
    lineOf(pointer) {
      let node = root;
      for (const key of pointer.split('/').slice(1)) {
        const next = node === undefined ? undefined : stepInto(node, key);
        if (next === undefined) break;
        node = next;
      }
      return node === undefined ? undefined : text.slice(0, node.at).split('\n').length;
    },
  };
}
