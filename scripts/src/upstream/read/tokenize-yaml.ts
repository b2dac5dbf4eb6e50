import type { CST } from 'yaml';
import { Lexer, LineCounter, Parser } from 'yaml';
import { badEscape } from './bad-escape.ts';
import { UnreadableDocument } from './upstream-document.ts';

/** How deep mappings and lists may lie in each other. Real documents stay below 40. */
export const maxDepth: number = 200;
const maxTokens = 5_000_000;

export interface YamlTokens {
  tokens: CST.Token[];
  lineAt(offset: number): number;
}

/**
 * The tokens of a file with one YAML (or JSON) document. Depth and size are watched while they come in, since the steps
 * after this one are recursive and make objects of everything.
 */
export function tokenizeYaml(file: string, text: string): YamlTokens {
  const counter = new LineCounter();
  counter.addNewLine(0);
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  const refuse = (offset: number, problem: string): never => {
    throw new UnreadableDocument(file, lineAt(offset), problem);
  };

  const parser = new Parser(counter.addNewLine);
  const tokens: CST.Token[] = [];
  let documents = 0;
  const take = (token: CST.Token): void => {
    if (token.type === 'directive' && !/^%YAML 1\.[12]\s*$/.test(token.source)) {
      refuse(
        token.offset,
        'A line that starts with `%` is an instruction to YAML, and not one that is known here. Remove it.',
      );
    }
    if (token.type === 'document' && ++documents > 1) {
      refuse(token.offset, 'A second document starts here (`---`). Give a file for each document.');
    }
    tokens.push(token);
  };

  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    if (++lexemes > maxTokens) {
      refuse(offset, `More than ${maxTokens} YAML tokens stand before this line. Give a smaller document.`);
    }
    const bad = lexeme.startsWith('"') ? badEscape(lexeme) : undefined;
    if (bad !== undefined) {
      refuse(
        offset + bad.at,
        `\`${bad.source}\` means nothing in double quotes. Write \`\\\\\` for a backslash, or use single quotes.`,
      );
    }
    for (const token of parser.next(lexeme)) take(token);
    // Every mapping or list that is open has a place in the stack, beside the document and what is read right now.
    if (parser.stack.length > maxDepth + 2) {
      refuse(
        offset,
        `More than ${maxDepth} mappings and lists are open here. Give a document that nests less.`,
      );
    }
  }
  for (const token of parser.end()) take(token);
  return { tokens, lineAt };
}
