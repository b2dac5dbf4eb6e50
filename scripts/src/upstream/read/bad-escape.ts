const single = new Set('0abtnvfre "/\\N_LP\t\r\n');
const hexDigits: { readonly [letter: string]: number } = { x: 2, u: 4, U: 8 };

/** The first escape in a text in double quotes that YAML does not know. One look over the text. */
export function badEscape(quoted: string): { at: number; source: string } | undefined {
  for (let at = quoted.indexOf('\\'); at !== -1; ) {
    const letter = quoted.charAt(at + 1);
    const digits = hexDigits[letter];
    const length = digits ?? 0;
    const isKnown =
      digits === undefined
        ? single.has(letter) || letter === ''
        : isCodePoint(quoted.slice(at + 2, at + 2 + length), length);
    if (!isKnown) return { at, source: quoted.slice(at, at + 2 + length) };
    at = quoted.indexOf('\\', at + 2 + length);
  }
  return undefined;
}

function isCodePoint(digits: string, length: number): boolean {
  return digits.length === length && /^[\da-f]+$/i.test(digits) && Number.parseInt(digits, 16) <= 0x10ffff;
}
