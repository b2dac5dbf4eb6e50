import type { Alias, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar } from 'yaml';
import type { ComposedYaml } from './compose-yaml.ts';
import { unreadableLines } from './compose-yaml.ts';
import type { Place } from './places.ts';
import { scalarData } from './scalar-data.ts';
import { maxDepth } from './tokenize-yaml.ts';
import type { BrokenNumber, Json, Pointer } from './upstream-document.ts';
import { UnreadableDocument } from './upstream-document.ts';

/** How many values may be there because an alias repeats them. */
const maxRepeated = 250_000;

interface Read {
  value: Json;
  place: Place;
}

/** Where the reader is. */
interface Here {
  at: Pointer;
  /** Within what an alias repeats. */
  isRepeated: boolean;
}

/** The nodes of a YAML document as plain data: aliases written out, `<<` merged, keys as strings. */
export class PlainData {
  readonly brokenNumbers: BrokenNumber[] = [];
  readonly #file: string;
  readonly #lineAt: (offset: number) => number;
  readonly #anchors = new Map<string, ParsedNode>();
  /** An anchor may be set again further down; an alias means the one before it. */
  readonly #targets = new Map<Alias, ParsedNode>();
  readonly #open = new Set<ParsedNode>();
  readonly #duplicates: [line: number, problem: string][] = [];
  #repeated = 0;

  constructor(file: string, { lineAt }: ComposedYaml) {
    this.#file = file;
    this.#lineAt = lineAt;
  }

  read(root: ParsedNode): Read {
    const read = this.#read(root, this.#line(root), { at: [], isRepeated: false });
    if (this.#duplicates.length > 0) throw unreadableLines(this.#file, this.#duplicates, 'keys');
    return read;
  }

  #read(node: ParsedNode, line: number, here: Here): Read {
    if (here.at.length > maxDepth) {
      throw this.#refusal(
        line,
        `More than ${maxDepth} mappings and lists lie in each other. Give a document that nests less.`,
      );
    }
    if (here.isRepeated && ++this.#repeated > maxRepeated) {
      throw this.#refusal(
        line,
        `The aliases (\`*name\`) of this document repeat more than ${maxRepeated} values. Give it without aliases.`,
      );
    }
    if (isAlias(node)) return this.#alias(node, line, here);
    if (node.anchor !== undefined && !here.isRepeated) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return { value: this.#scalar(node, line, here.at), place: { line } };
    this.#open.add(node);
    const read = isMap(node) ? this.#mapping(node, line, here) : this.#list(node, line, here);
    this.#open.delete(node);
    return read;
  }

  #alias(alias: Alias.Parsed, line: number, { at }: Here): Read {
    const read = this.#read(this.#target(alias), line, { at, isRepeated: true });
    return { value: read.value, place: { ...read.place, line } };
  }

  #target(alias: Alias.Parsed): ParsedNode {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    const line = this.#line(alias);
    if (target === undefined) {
      throw this.#refusal(
        line,
        `No anchor \`&${alias.source}\` stands before this alias. Write the value out.`,
      );
    }
    if (this.#open.has(target)) {
      throw this.#refusal(
        line,
        `This alias stands within its own anchor \`&${alias.source}\`, so it has no end. Remove it.`,
      );
    }
    this.#targets.set(alias, target);
    return target;
  }

  #scalar(scalar: Scalar, line: number, at: Pointer): Json {
    const data = scalarData(scalar);
    if (data === undefined)
      throw this.#refusal(line, 'This value is nothing that JSON has. Put it in quotes.');
    if (data.broken) this.brokenNumbers.push({ at, line, source: scalar.source ?? '' });
    return data.value;
  }

  #list(list: YAMLSeq.Parsed, line: number, { at, isRepeated }: Here): Read {
    const value: Json[] = [];
    const items: Place[] = [];
    for (const [index, item] of list.items.entries()) {
      const read = this.#read(item, this.#line(item), { at: [...at, index], isRepeated });
      value.push(read.value);
      items.push(read.place);
    }
    return { value, place: { line, items } };
  }

  #mapping(mapping: YAMLMap.Parsed, line: number, here: Here): Read {
    // Without a prototype, `__proto__` and `constructor` are keys like any other.
    const value: { [key: string]: Json } = Object.create(null);
    const keys = new Map<string, Place>();
    const merged: Read[] = [];
    for (const pair of mapping.items) {
      const at = this.#line(pair.key);
      if (isMerge(pair)) {
        for (const source of this.#merged(pair, at, here)) merged.push(source);
        continue;
      }
      const key = this.#key(pair.key, at);
      const first = keys.get(key);
      if (first !== undefined) {
        this.#duplicates.push([
          at,
          `The key \`${shown(key)}\` stands in line ${first.line} already. Remove one of the two.`,
        ]);
        continue;
      }
      const read =
        pair.value === null
          ? { value: null, place: { line: at } }
          : this.#read(pair.value, at, { at: [...here.at, key], isRepeated: here.isRepeated });
      value[key] = read.value;
      keys.set(key, read.place);
    }
    for (const read of merged) {
      for (const [key, place] of read.place.keys ?? []) {
        if (keys.has(key)) continue;
        keys.set(key, place);
        value[key] = entry(read.value, key);
      }
    }
    return { value, place: { line, keys } };
  }

  /** The mappings that `<<` brings in; of those, the first wins. */
  #merged(pair: Pair<ParsedNode, ParsedNode | null>, line: number, here: Here): Read[] {
    const read = pair.value === null ? undefined : this.#read(pair.value, line, here);
    const { items } = read?.place ?? {};
    const sources =
      read === undefined || items === undefined
        ? [read]
        : items.map((place, index) => ({
            place,
            value: Array.isArray(read.value) ? (read.value[index] ?? null) : null,
          }));
    return sources.map((source) => {
      if (source?.place.keys !== undefined) return source;
      throw this.#refusal(
        line,
        'Only mappings can be merged with `<<`. Give a mapping, an alias of one, or a list of them.',
      );
    });
  }

  #key(node: ParsedNode, line: number): string {
    const key = isAlias(node) ? this.#target(node) : node;
    if (!isScalar(key))
      throw this.#refusal(line, 'A mapping or list stands as a key here. A key has to be a text.');
    if (key.anchor !== undefined) this.#anchors.set(key.anchor, key);
    // 200 and 1.0 are to stay as they are written.
    const text = key.type === 'PLAIN' ? key.source : key.value;
    if (typeof text === 'string' && (text !== '' || key.type !== 'PLAIN')) return text;
    throw this.#refusal(line, 'There is no key before this colon. Write one, or put the text in quotes.');
  }

  #line(node: ParsedNode): number {
    return this.#lineAt(node.range[0]);
  }

  #refusal(line: number, problem: string): UnreadableDocument {
    return new UnreadableDocument(this.#file, line, problem);
  }
}

function isMerge(pair: Pair<ParsedNode, ParsedNode | null>): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.source === '<<';
}

function entry(value: Json, key: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
