import { readFileSync } from 'node:fs';

/** A code block of a Markdown file. */
export interface CodeBlock {
  readonly language: string;
  /** What stands after the language, such as the name of a file. */
  readonly name: string;
  readonly code: string;
}

/** The code blocks under a heading of the second level, in their order. Throws if there is no such heading. */
export function codeBlocks(file: string, heading: string): CodeBlock[] {
  const sections = readFileSync(file, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${file} has no heading "## ${heading}"`);
  return [...section.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', name = '', code = '']) => ({ language, name, code }),
  );
}

/** The start that the README shows: the only TypeScript under its heading. */
export function readmeStart(file: string): string {
  const [start, ...others] = codeBlocks(file, 'Start in 30 seconds, without an account').filter(
    ({ language }) => language === 'ts',
  );
  if (start === undefined || others.length > 0)
    throw new Error(`${file} has to show one TypeScript program as the start`);
  return start.code;
}

/** The same program for `require()`. Its imports stand first, each on a line of its own, and it has no types. */
export function asCommonJs(program: string): string {
  const imports = /^import (\{[^}]+\}) from ('[^']+');$/gm;
  const required = [...program.matchAll(imports)].map(
    ([, names, specifier]) => `const ${names} = require(${specifier});`,
  );
  const body = program.replace(imports, '').trim();
  if (required.length === 0 || /^(import|export) /m.test(body))
    throw new Error(
      'the start of the README cannot be put as CommonJS: it has other imports than named ones',
    );
  return [
    `'use strict';`,
    ...required,
    '',
    '(async () => {',
    body,
    '})().catch((error) => {',
    '  console.error(error);',
    '  process.exitCode = 1;',
    '});',
    '',
  ].join('\n');
}
