import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A regular expression that stands in the source of a package. */
export interface RegexLiteral {
  readonly file: string;
  readonly regex: RegExp;
}

/** After these a slash begins an expression; after anything else it divides. */
const beforeExpression = /(?:^|[=(,:[!&|?{};+>]|\b(?:return|typeof|case))\s*$/;
const literal = /^\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/;

/** The expressions in a text of TypeScript. Knows strings, comments and templates, so that no slash in them counts. */
export function regexesIn(source: string): RegExp[] {
  const found: RegExp[] = [];
  let code = ''; // What stands before the place, without comments.
  /** For each template that is open, how many braces are open in its substitution. */
  const templates: number[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(source.slice(at, at + 10_000));
    if (match) at += match[0].length;
    return match;
  };
  const templateText = (): void => {
    take(/^(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/);
    if (take(/^`/)) return;
    if (take(/^\$\{/)) templates.push(0);
    code = '(';
  };
  while (at < source.length) {
    if (take(/^\/\/.*/) || take(/^\/\*[\s\S]*?\*\//) || take(/^#!.*/)) continue;
    if (take(/^'(?:\\.|[^'\\\n])*'/) || take(/^"(?:\\.|[^"\\\n])*"/)) {
      code = 'string';
      continue;
    }
    if (take(/^`/)) {
      templateText();
      continue;
    }
    const regex = source[at] === '/' && beforeExpression.test(code) ? take(literal) : null;
    if (regex) {
      found.push(new RegExp(regex[1] ?? '', regex[2]));
      code = 'regex';
      continue;
    }
    const char = source[at] ?? '';
    at += 1;
    code = (code + char).slice(-40);
    const open = templates.length - 1;
    if (char === '{' && open >= 0) templates[open] = (templates[open] ?? 0) + 1;
    if (char !== '}' || open < 0) continue;
    if (templates[open] === 0) {
      templates.pop();
      templateText();
    } else templates[open] = (templates[open] ?? 0) - 1;
  }
  return found;
}

/** The expressions in the sources of all packages. */
export function regexLiterals(): RegexLiteral[] {
  const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));
  return readdirSync(packages).flatMap((name) => {
    const src = join(packages, name, 'src');
    return filesOf(src).flatMap((file) =>
      regexesIn(readFileSync(join(src, file), 'utf8')).map((regex) => ({ file: `${name}/${file}`, regex })),
    );
  });
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  } catch {
    return []; // A package without sources.
  }
}
