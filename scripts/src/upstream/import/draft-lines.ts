import type { Pair, YAMLMap } from 'yaml';
import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import { listOf, textOf } from './json.ts';
import type { Place } from './questions.ts';

/** Finds the lines of a draft as it is written. */
export class DraftLines {
  readonly #counter = new LineCounter();
  readonly #document;
  readonly #operations: Map<string, Pointer>;
  readonly #pairs = new Map<YAMLMap, Map<string, Pair>>();

  constructor(text: string, document: Mapping) {
    this.#document = parseDocument(text, { lineCounter: this.#counter });
    this.#operations = operationsIn(document);
  }

  /** The line of what a question is about, or of the nearest thing above it. */
  lineOf(place: Place): number {
    if (place === 'document') return 1;
    const start =
      'operation' in place
        ? (this.#operations.get(place.operation) ?? [])
        : ['components', 'schemas', place.schema];
    return this.lineAt([...start, ...(place.trail ?? [])]);
  }

  lineAt(at: Pointer): number {
    let node: unknown = this.#document.contents;
    let offset = 0;
    for (const step of at) {
      if (!isCollection(node)) break;
      if (isMap(node)) {
        const pair = this.#pairsOf(node).get(String(step));
        if (pair === undefined) break;
        offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
        node = pair.value;
      } else {
        const item: unknown = node.items[Number(step)];
        if (!isNode(item)) break;
        offset = item.range?.[0] ?? offset;
        node = item;
      }
    }
    return this.#counter.linePos(offset).line;
  }

  #pairsOf(map: YAMLMap): Map<string, Pair> {
    const known = this.#pairs.get(map);
    if (known) return known;
    const pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
    this.#pairs.set(map, pairs);
    return pairs;
  }
}

function operationsIn(document: Mapping): Map<string, Pointer> {
  const found = new Map<string, Pointer>();
  const note = (id: Json | undefined, at: Pointer) => {
    const text = textOf(id);
    if (text !== undefined) found.set(text, at);
  };
  for (const [path, item] of Object.entries(mappingOf(own(document, 'paths')) ?? {})) {
    for (const [method, given] of Object.entries(mappingOf(item) ?? {})) {
      const operation = mappingOf(given);
      note(own(operation, 'operationId'), ['paths', path, method]);
      for (const [index, variant] of (listOf(own(operation, 'x-variants')) ?? []).entries())
        note(own(mappingOf(variant), 'operationId'), ['paths', path, method, 'x-variants', index]);
    }
  }
  return found;
}
