import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** A node of a YAML file, with the file it stands in. */
export interface Spot {
  file: string;
  node: Node;
  /** The key that leads to it, when it is a value of a mapping: its line is where a reader looks first. */
  key?: Node | undefined;
}

/** The YAML files of `specs/`, read once, in which places are looked up across references. */
export class SpecFiles {
  readonly #root: string;
  readonly #files = new Map<string, { document: Document; lines: LineCounter } | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  top(file: string): Spot | undefined {
    const node = this.#file(file)?.document.contents;
    return isNode(node) ? { file, node } : undefined;
  }

  lineOf({ file, node, key }: Spot): number {
    const offset = (key ?? node).range?.[0];
    return offset === undefined ? 1 : (this.#file(file)?.lines.linePos(offset).line ?? 1);
  }

  /** The value of a key, aliases followed, references not. */
  child(spot: Spot | undefined, key: string): Spot | undefined {
    const pair = spot && this.#map(spot)?.items.find((item) => keyOf(item) === key);
    if (!spot || !pair) return undefined;
    const node = isNode(pair.value) ? pair.value : pair.key;
    return isNode(node) ? { file: spot.file, node, key: isNode(pair.key) ? pair.key : undefined } : undefined;
  }

  at(spot: Spot | undefined, keys: string[]): Spot | undefined {
    return keys.reduce<Spot | undefined>((found, key) => this.child(found, key), spot);
  }

  keys(spot: Spot | undefined): string[] {
    return (spot ? (this.#map(spot)?.items ?? []) : []).map(keyOf);
  }

  items(spot: Spot | undefined): Spot[] {
    if (!spot) return [];
    const node = this.#plain(spot);
    return isSeq(node) ? node.items.filter(isNode).map((item) => ({ file: spot.file, node: item })) : [];
  }

  text(spot: Spot | undefined): string | undefined {
    const node = spot && this.#plain(spot);
    return isScalar(node) ? String(node.value) : undefined;
  }

  /** What a `$ref` leads to, over files, in a chain that ends; the node itself when it has none. */
  follow(spot: Spot | undefined): Spot | undefined {
    const seen = new Set<Node>();
    let found = spot;
    while (found && !seen.has(found.node)) {
      seen.add(found.node);
      const ref = this.text(this.child(found, '$ref'));
      if (ref === undefined) return found;
      const [path = '', pointer = ''] = ref.split('#');
      const file = path === '' ? found.file : posix.join(posix.dirname(found.file), path);
      found = this.at(
        this.top(file),
        pointer
          .split('/')
          .slice(1)
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
      );
    }
    return found;
  }

  #map(spot: Spot): YAMLMap | undefined {
    const node = this.#plain(spot);
    return isMap(node) ? node : undefined;
  }

  #plain({ file, node }: Spot): Node | undefined {
    const document = this.#file(file)?.document;
    return isAlias(node) && document ? node.resolve(document) : node;
  }

  #file(file: string): { document: Document; lines: LineCounter } | undefined {
    if (!this.#files.has(file)) {
      const path = join(this.#root, file);
      const lines = new LineCounter();
      this.#files.set(
        file,
        existsSync(path)
          ? { document: parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines }), lines }
          : undefined,
      );
    }
    return this.#files.get(file);
  }
}

function keyOf(pair: Pair): string {
  return isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
}
