import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { carries } from '../carry.ts';
import { regexesIn, regexLiterals } from '../support/regex-literals.ts';

const megabyte = 1_000_000;
/** Far more than a linear pattern needs, far less than one that goes back over and over. */
const mostMs = 2000;

/** Strings that make a bad pattern try everything: what it looks for again and again, and then what fits nowhere. */
function hostileTo({ source }: RegExp): string[] {
  const characters = source.replace(/\\[a-zA-Z]/g, '');
  const words = source.match(/[\w-]{2,}/g) ?? [];
  const common = ['a', '0', ' ', '\n', '_', '%20', '1_1', '\u0000', 'é', '😀'];
  const units = new Set([...characters, ...words, ...words.map((word) => `${word} `), ...common]);
  return [...units].flatMap((unit) => {
    const pumped = unit.repeat(Math.ceil(megabyte / unit.length));
    return [pumped, `x${pumped}\u0001x`];
  });
}

/** Whether a pattern is through with a text in time. The engine is stopped when it is not. */
function isQuick(regex: RegExp, text: string): boolean {
  const context = createContext({ regex, text });
  try {
    runInContext('regex.global ? text.replace(regex, "") : regex.test(text)', context, { timeout: mostMs });
    return true;
  } catch (error) {
    if (Object(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

describe('a megabyte made for a pattern of the packages', () => {
  const patterns = regexLiterals().map(({ file, regex }) => [file, String(regex), regex] as const);

  it('is tried on all of them', () => {
    expect(patterns.length).toBeGreaterThan(20);
  });

  carries.each('I12', patterns, '(%s: %s) is read in linear time', async ([, , regex]) => {
    const slow = hostileTo(regex).find((text) => !isQuick(regex, text));
    expect(slow?.slice(0, 20)).toBeUndefined();
  });

  it('finds a pattern that is slow', () => {
    expect(isQuick(/^(a+)+$/, `${'a'.repeat(megabyte)}!`)).toBe(false);
    expect(isQuick(/^a+$/, `${'a'.repeat(megabyte)}!`)).toBe(true);
  });
});

describe('the patterns of a source', () => {
  it('are found between strings, comments, divisions and templates', () => {
    const source = [
      "const a = '/no/'; // /no/",
      '/* /no/ */ const b = x / y / z;',
      'const c = /yes\\/[/]1/gu.test(d) ? `/no/ §{e.replace(/yes2/, `§{f(/yes3/)}`)} /no/` : "/no/";',
      'call(/yes4/, { g: /yes5/i });',
      'return /yes6/;',
    ]
      .join('\n')
      .replaceAll('§', '$');
    expect(regexesIn(source).map(String)).toEqual([
      '/yes\\/[/]1/gu',
      '/yes2/',
      '/yes3/',
      '/yes4/',
      '/yes5/i',
      '/yes6/',
    ]);
  });
});
