import { createRequire } from 'node:module';
import type { CST, Document, LineCounter, ParsedNode } from 'yaml';
import type { Problems } from './problems.ts';
import { below } from './problems.ts';
import type { SourceNode } from './source-node.ts';
import { deepest, putEntry } from './source-node.ts';

/** A line of YAML is looked at again for each of its tokens. */
const longestLine = 65_536;

const require = createRequire(import.meta.url);

/** Not imported, because whoever starts from a seed in code should not have to wait for it. */
function loadYaml(): typeof import('yaml') {
  return require('yaml');
}

/**
 * Reads tokens, and stops where they nest too deep: what puts the tokens together calls itself for every level, and can
 * bring down the process.
 */
function tokensOf(text: string, lines: LineCounter, problems: Problems): readonly CST.Token[] | undefined {
  const { Lexer, Parser } = loadYaml();
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // A document, its levels, and a scalar.
    if (parser.stack.length > deepest + 2) {
      problems.add('', `line ${lines.linePos(parser.offset).line} nests deeper than ${deepest} levels`);
      return undefined;
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function documentOf(text: string, lines: LineCounter, problems: Problems): Document.Parsed | undefined {
  const tokens = tokensOf(text, lines, problems);
  if (tokens === undefined) return undefined;
  const { Composer } = loadYaml();
  // `failsafe` takes every scalar for text. Keys are compared here, because the library compares each with each.
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    stringKeys: true,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  for (const { message, pos, code } of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) {
    const { line, col } = lines.linePos(pos[0]);
    const text = code === 'TAG_RESOLVE_FAILED' ? 'Tags have no meaning in a seed' : message;
    problems.add('', `line ${line}, column ${col}: ${text}`);
  }
  if (second !== undefined) problems.add('', 'there is a second document (---); a file holds one');
  return document;
}

/** Turns what the library made into a tree, and refuses what a seed has no use for. */
function treeOf(node: ParsedNode | null, pointer: string, problems: Problems): SourceNode | undefined {
  const { isAlias, isMap, isScalar, isSeq } = loadYaml();
  if (node === null) return undefined;
  const [at] = node.range;
  if (isAlias(node)) {
    problems.add(pointer, `*${node.source} is an alias; write out what it stands for`);
    return undefined;
  }
  if (isScalar(node)) {
    return { kind: 'scalar', at, text: String(node.value), plain: node.type === 'PLAIN' };
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((item, index) => treeOf(item, below(pointer, index), problems) ?? []);
    return { kind: 'list', at, items };
  }
  if (!isMap(node)) return undefined;
  const entries = new Map<string, SourceNode>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const inner = treeOf(value, below(pointer, name), problems);
    putEntry(entries, name, inner ?? { kind: 'scalar', at, text: '', plain: true }, pointer, problems);
  }
  return { kind: 'map', at, entries };
}

/** Reads YAML. Gives nothing, and problems, when it cannot be read. */
export function readYamlTree(text: string, problems: Problems): SourceNode | undefined {
  const long = text.split('\n').findIndex((line) => line.length > longestLine);
  if (long !== -1) {
    problems.add(
      '',
      `line ${long + 1} is longer than ${longestLine} characters, which JSON may be, and YAML not`,
    );
    return undefined;
  }
  const { LineCounter } = loadYaml();
  const document = documentOf(text, new LineCounter(), problems);
  return document === undefined ? undefined : treeOf(document.contents, '', problems);
}
