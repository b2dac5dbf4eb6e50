import { marks } from './block.ts';
import { figure, figureValue } from './figures.ts';
import { isWhole } from './limits.ts';
import type { Prose } from './prose.ts';

export type Maximum = NonNullable<Prose['maximum']>;

const letters = /^(?:characters?|chars?|letters?|digits?|symbols?)$/i;
/** Nouns whose number is no number of items. */
const measures =
  /^(?:milli|micro)?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|ms|bytes?|bits?|[kmgt]i?bs?|(?:kilo|mega|giga|tera)bytes?|percent|pixels?|px|times?|attempts?|retries|tries|requests?|calls?|hits?|levels?|pages?|decimals?|places?|degrees?|versions?|points?|lines?|words?|is|was|has|this|as|its|does|days)$/i;
const extreme = 'max(?:imum)?\\.?';
const number = `(?<number>${figure})`;
const noun = '(?<noun>(?:[a-z][\\w/-]{0,30}\\s){0,3}[a-z][\\w/-]{0,30}(?:\\(s\\))?)';

/** Each with what it says: `length`, or by the noun that follows. */
const patterns: readonly { pattern: RegExp; isLength: boolean }[] = [
  [
    `(?:\\bthe\\s)?\\b(?:${extreme}\\s(?:[a-z]{1,12}\\s){0,2}(?:length(?:\\sof\\s(?:the\\s|an?\\s)?[\\w-]{1,30})?|characters?|chars?)|(?:length|characters?) limit|max(?:imum)?[_-]?length)\\s{0,3}(?:[:=–—-]|\\b(?:is|of|allowed is)\\b)?\\s{0,3}${number}(?:\\s{0,2}(?<noun>[a-z]{1,20}))?`,
    true,
  ],
  [
    `\\b${extreme}\\s(?:number|count|no\\.?)\\sof\\s(?<noun>(?:[a-z][\\w-]{0,30}\\s){0,4}?[a-z][\\w-]{0,30})\\s{0,3}(?:[:=–—-]|\\b(?:is|are|allowed is)\\b)\\s{0,3}${number}`,
    false,
  ],
  [
    `\\b(?:(?:an?\\s)?${extreme}(?:\\sof)?|up\\sto|at\\smost|(?:no|not)\\smore\\sthan|limit\\sof|(?:limited|restricted)\\sto|(?:\\b(?:it\\s)?(?:must|should|can|may)\\s)?\\bnot\\s(?:exceed|exceeding|be\\s(?:longer|more|larger)\\sthan)|cannot\\sexceed|between\\s${figure}\\sand)\\s{0,2}:?\\s{0,2}(?:an?\\s${extreme}\\sof\\s)?${number}[\\s-]${noun}`,
    false,
  ],
  [
    `${number}\\s(?<noun>(?:[a-z][\\w-]{0,30}\\s){0,2}[a-z][\\w-]{0,30})\\s?\\(?(?:${extreme}|at\\smost|or\\s(?:fewer|less))(?![a-z])`,
    false,
  ],
].map(([source, isLength]) => ({ pattern: new RegExp(String(source), 'gi'), isLength: isLength === true }));

const tail =
  /^(?:\s?(?:(?:can|may|is|are|be|must|should)\s){0,2}(?:allowed|permitted|accepted|given|sent|passed|provided|supported)\b)?(?:\s?(?:per|in|for)\s(?:an?\s|one\s|each\s|every\s)?(?:single\s)?(?:request|call|list|time|value|field))?(?:\s?at\s(?:a\stime|once))?[\s.;,)]*$/i;

/** The largest length or number of items that a sentence speaks of; `isWhole` when it says nothing else. */
export function maximumIn(
  sentence: string,
): { maximum: Maximum; source: string; isWhole: boolean } | undefined {
  for (const { pattern, isLength } of patterns) {
    for (const match of sentence.matchAll(pattern)) {
      const size = figureValue(match.groups?.['number'] ?? '');
      const kind = kindOf(match.groups?.['noun'], isLength, sentence.slice(match.index + match[0].length));
      if (kind === undefined || !(size > 0)) continue;
      const source = match[0].slice(0, kind.cut === 0 ? undefined : -kind.cut);
      const rest = sentence.slice(match.index + source.length);
      const before = marks.strip(sentence.slice(0, match.index));
      return {
        maximum: kind.isLength ? { length: size } : { items: size },
        source,
        isWhole: isWhole(before, '') && tail.test(marks.strip(rest)),
      };
    }
  }
  return undefined;
}

/** What is counted, and how much of the end of the noun is no part of it. */
function kindOf(
  noun: string | undefined,
  isLength: boolean,
  after: string,
): { isLength: boolean; cut: number } | undefined {
  if (noun === undefined) {
    return isLength && /^\s{0,3}(?:$|[.;,)\n\uFDD2\uFDD3])/.test(after)
      ? { isLength: true, cut: 0 }
      : undefined;
  }
  const words = noun.split(/\s/);
  let used = 0;
  for (const [index, word] of words.entries()) {
    used += word.length + (index === 0 ? 0 : 1);
    const cut = noun.length - used;
    if (letters.test(word)) return { isLength: true, cut };
    if (measures.test(word) || isLength) return undefined;
    if (/^(?:[a-z][\w/-]*[^s\W]s|ids|people|children)(?:\(s\))?$/i.test(word)) {
      // "chat ids" and "messages" end here; in "users list" the list is what is counted.
      return { isLength: false, cut };
    }
  }
  return undefined;
}
