import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { listOf, textOf } from './json.ts';

/** What a `$ref` leads to, and where that stands. `name` is set when it is a named part of `components`. */
export type Followed = { node: Json; at: Pointer; name?: string } | { problem: string };

/** Follows the `$ref`s of a document, from one to the next, to what they mean. Refs to other files are not followed. */
export function followRefs(root: Json, node: Json, at: Pointer): Followed {
  const seen = new Set<string>();
  let here: { node: Json; at: Pointer; name?: string } = { node, at };
  for (;;) {
    const map = mappingOf(here.node);
    const raw = own(map, '$ref');
    if (map === undefined || raw === undefined) return here;
    const ref = textOf(raw);
    if (ref === undefined) return { problem: 'has a `$ref` that is not text' };
    if (!ref.startsWith('#/') && !/^[\w.-]+$/.test(ref)) return { problem: 'refers to another file or URL' };
    if (seen.has(ref)) return { problem: 'refers to itself and to nothing else' };
    seen.add(ref);
    // A bare name is what swagger's editors once wrote for a schema.
    const steps = ref.startsWith('#/') ? stepsOf(ref) : ['components', 'schemas', ref];
    const target = lookUp(root, steps);
    if (target === undefined) return { problem: 'refers to something that is not there' };
    const [first, , name] = steps;
    here = { node: target, at: steps, ...(first === 'components' && steps.length === 3 && name && { name }) };
  }
}

function stepsOf(ref: string): string[] {
  return ref
    .slice(2)
    .split('/')
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step; // A lone % is meant as it stands.
  }
}

function lookUp(root: Json, steps: readonly string[]): Json | undefined {
  let node: Json | undefined = root;
  for (const step of steps) {
    const list = listOf(node);
    node = list ? list[Number(step)] : own(mappingOf(node), step);
    if (node === undefined) return undefined;
  }
  return node;
}
