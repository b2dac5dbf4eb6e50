/**
 * Puts names where a sentence has `%`, "`a`, `b` and `c`", and picks the form of the verb `{one|several}` that follows it at the
 * start of a sentence.
 */
export function fillIn(sentence: string, names: string[], mostNamed: number): string {
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names;
  const words = shown.map((name) => `\`${name}\``);
  if (names.length > shown.length) words.push(`${names.length - shown.length} others`);
  const text = sentence
    .replace(/^(% (?:no longer )?)\{([^|]+)\|([^}]+)\}/, names.length > 1 ? '$1$3' : '$1$2')
    .replace('%', () => listOf(words));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a, b and c`. */
export function listOf(words: string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
