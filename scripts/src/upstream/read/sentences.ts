/** A sentence, and the white space after it. */
export interface Sentence {
  text: string;
  gap: string;
}

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|max|min|approx|etc|vs|no|incl|resp)\.$/i;

/** A text as its sentences. A line that starts with no small letter starts one too. All of it is kept. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?;]["')\]]?(?=\s)|\n/g)) {
    const end = match[0] === '\n' ? match.index : match.index + match[0].length;
    if (end < start) continue;
    if (match[0] !== '\n' && abbreviation.test(text.slice(Math.max(start, end - 10), end))) continue;
    const gap = /^\s{0,200}/.exec(text.slice(end, end + 200))?.[0] ?? '';
    const next = text.charAt(end + gap.length);
    if (match[0] === '\n' && !gap.slice(1).includes('\n') && /\p{Ll}/u.test(next)) continue;
    if (end === start && sentences.length > 0) continue;
    sentences.push({ text: text.slice(start, end), gap });
    start = end + gap.length;
  }
  if (start < text.length) sentences.push({ text: text.slice(start), gap: '' });
  return sentences;
}
