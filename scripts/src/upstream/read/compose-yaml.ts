import type { ParsedNode, YAMLError } from 'yaml';
import { Composer } from 'yaml';
import { tokenizeYaml } from './tokenize-yaml.ts';
import { UnreadableDocument } from './upstream-document.ts';

const maxListed = 10;

/** The nodes of a file with one YAML (or JSON) document, and the line of a position in it. */
export interface ComposedYaml {
  contents: ParsedNode | null;
  lineAt(offset: number): number;
}

/** Parses YAML. Equal keys are not looked for here: the library would compare each with each. */
export function composeYaml(file: string, text: string): ComposedYaml {
  const { tokens, lineAt } = tokenizeYaml(file, text);
  const composer = new Composer({
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // The library makes an Error of each problem; a file with a million of them should not collect as many stacks.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const [document] = [...composer.compose(tokens)];
    const { errors, warnings } = document ?? composer.streamInfo();
    const problems = [...errors, ...warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')];
    if (problems.length > 0) throw unreadableYaml(file, problems, lineAt);
    return { contents: document?.contents ?? null, lineAt };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Problems with their lines, in one error: the first ten in the order of the file, one for each line. */
function unreadableYaml(
  file: string,
  problems: YAMLError[],
  lineAt: (offset: number) => number,
): UnreadableDocument {
  const byLine = new Map<number, string>();
  for (const problem of problems.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const line = lineAt(problem.pos[0]);
    if (!byLine.has(line)) byLine.set(line, explained(problem));
    if (byLine.size > maxListed) break;
  }
  return unreadableLines(file, [...byLine], 'problems');
}

/** One error of several lines of a file. At most ten are listed. */
export function unreadableLines(
  file: string,
  problems: readonly (readonly [line: number, problem: string])[],
  many: string,
): UnreadableDocument {
  const [first, ...others] = problems.slice(0, maxListed);
  if (first === undefined) throw new RangeError('There is no problem to report.');
  const lines = others.map(([line, problem]) => `${file}:${line}: ${problem}`);
  if (problems.length > maxListed) lines.push(`${file}: There are more ${many} of this kind.`);
  return new UnreadableDocument(file, first[0], [first[1], ...lines].join('\n'));
}

/** What the library found, with what to do about it. Its text names the exact place where ours cannot. */
function explained(problem: YAMLError): string {
  const found = problem.message.split('\n', 1)[0]?.slice(0, 200) ?? '';
  switch (problem.code) {
    case 'TAB_AS_INDENT':
      return 'A tab stands where YAML wants spaces. Indent with spaces.';
    case 'BAD_INDENT':
      return `The indentation does not fit the lines above (${found}). Line it up with them.`;
    case 'TAG_RESOLVE_FAILED':
      return `A tag that is not known here (${found}). Remove the tag; values are read without it.`;
    case 'RESOURCE_EXHAUSTION':
      return 'The document nests too deep from here. Give one that nests less.';
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'BAD_PROP_ORDER':
      return `An anchor, alias or tag stands wrong here (${found}). Write the value out instead.`;
    case 'BAD_SCALAR_START':
      return `${found}. Put the value in quotes.`;
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `This cannot be a key (${found}). Put the text before or after this line in quotes.`;
    default:
      return `This is not YAML (${found}). Mend this line or the one above it.`;
  }
}
