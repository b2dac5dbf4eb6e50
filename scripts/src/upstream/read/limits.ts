import { marks } from './block.ts';
import { figure, figureValue, spanSeconds, unit } from './figures.ts';
import type { Prose } from './prose.ts';

export type Limit = NonNullable<Prose['limit']>;

const who =
  '(?:users?|orgs?|organi[sz]ations?|accounts?|clients?|tokens?|apps?|ips?|portals?|bots?|channels?|chats?)';
const scope = `(?:\\s{0,3}(?:/|\\b(?:per|for each|for every|for an?|by an?)\\b)\\s{0,3}(?:single\\s)?${who}\\b){0,3}`;
const calls =
  '(?:api\\s)?(?:requests?|calls?|hits?|invocations?|transactions?|reqs?)(?:\\(s\\))?(?:\\s(?:(?:are|is|can be|may be)\\s)?(?:allowed|permitted|made))?';
const per = '\\s{0,3}(?:/|\\b(?:per|in|within|every|each|for every|for each|an?|over)\\b)\\s{0,3}';
const span = `(?:(?:an?|one|each|every)\\s|(?<count>${figure})[\\s-]{0,3})?(?<unit>${unit})`;
const rate = (noun: string): string => `(?<requests>${figure})\\s{0,3}${noun}${scope}${per}${span}${scope}`;

const limitLabel =
  '(?:\\b(?:threshold|rate|api|requests?|calls?|throttl(?:e|ing)|usage|frequency)\\s){0,3}\\b(?:limit(?:s|ing)?|threshold|quota|throttling)';
const lockLabel =
  '\\b(?:(?:lock(?:-?\\s?out|ing|ed)?|block(?:ing)?|cool-?\\s?down|penalty|wait(?:ing)?)\\s(?:period|time|duration|interval)|lock-?\\s?out|lock|cool-?down)';
const colon = '(?:\\s{0,3}[:=–—-]\\s{0,3}|\\s?\\n\\s{0,3})';
const words = '\\s(?:(?:is|of)\\s)?';
const duration = `(?:for\\s)?(?<count>${figure})[\\s-]{0,3}(?<unit>${unit})(?:\\s(?:and\\s)?(?<count2>${figure})[\\s-]{0,3}(?<unit2>${unit}))?`;

const labelledLimit = new RegExp(`${limitLabel}${colon}${rate(`(?:${calls})?`)}`, 'gi');
const bareLimit = new RegExp(`(?:(?:the\\s)?${limitLabel}${words})?${rate(calls)}`, 'i');
const labelledLock = new RegExp(`${lockLabel}${colon}${duration}`, 'gi');
const spokenLock = new RegExp(`(?:the\\s)?${lockLabel}${words}${duration}`, 'i');
const bareLock = new RegExp(
  `(?:\\b(?:locked|blocked)(?:\\s[a-z]{1,12}){0,4}?\\s(?=for\\s)|\\block(?:ed)?\\s(?:of|lasts)\\s)${duration}`,
  'i',
);
const lockAfter = new RegExp(`${duration.replace('(?:for\\s)?', '')}[\\s-](?:lock|lock-?out)\\b`, 'i');
const labelAlone = new RegExp(`^(?:${limitLabel}|${lockLabel}|max(?:imum)? length)\\s{0,3}[:–—-]?$`, 'i');

/** Whether a text is only the name of a figure that has to follow. */
export function isLabelAlone(text: string): boolean {
  return text.length < 60 && labelAlone.test(text.trim());
}

type Groups = { [name: string]: string | undefined } | undefined;

function limitOf(groups: Groups): Limit | undefined {
  const requests = figureValue(groups?.['requests'] ?? '');
  const windowSeconds = spanSeconds(groups?.['count'], groups?.['unit'] ?? '');
  return requests > 0 && windowSeconds > 0 ? { requests, windowSeconds } : undefined;
}

function lockOf(groups: Groups): number | undefined {
  const first = spanSeconds(groups?.['count'], groups?.['unit'] ?? '');
  const unit2 = groups?.['unit2'];
  const seconds = first + (unit2 === undefined ? 0 : spanSeconds(groups?.['count2'], unit2));
  return seconds > 0 ? seconds : undefined;
}

/** Limits and locks with a name and a colon are taken out wherever they stand, if they are wanted; a mark stays. */
export function takeLabelledLimits(
  text: string,
  wanted: { limit(limit: Limit): boolean; lock(seconds: number): boolean },
): string {
  return text
    .replace(labelledLimit, (source, ...rest) => {
      const limit = limitOf(groupsOf(rest));
      return limit !== undefined && wanted.limit(limit) ? marks.limit : source;
    })
    .replace(labelledLock, (source, ...rest) => {
      const seconds = lockOf(groupsOf(rest));
      return seconds !== undefined && wanted.lock(seconds) ? marks.lock : source;
    });
}

function groupsOf(rest: readonly unknown[]): Groups {
  const groups = rest.at(-1);
  if (typeof groups !== 'object' || groups === null) return undefined;
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}

/** A limit that a sentence speaks of; `isWhole` when the sentence says nothing else. */
export function limitIn(sentence: string): { limit: Limit; isWhole: boolean } | undefined {
  const match = bareLimit.exec(sentence);
  const limit = match === null ? undefined : limitOf(match.groups);
  return match === null || limit === undefined ? undefined : { limit, isWhole: isWhole(sentence, match[0]) };
}

export function lockIn(sentence: string): { lockSeconds: number; isWhole: boolean } | undefined {
  const match = spokenLock.exec(sentence) ?? bareLock.exec(sentence) ?? lockAfter.exec(sentence);
  const lockSeconds = match === null ? undefined : lockOf(match.groups);
  return match === null || lockSeconds === undefined
    ? undefined
    : { lockSeconds, isWhole: isWhole(sentence, match[0]) };
}

/** Whether a sentence has no letter or digit outside of a part of it. */
export function isWhole(sentence: string, part: string): boolean {
  return !/[\p{L}\p{N}]/u.test(sentence.replace(part, ''));
}

/** Whether a sentence only explains what the limit or lock before it means. */
export function isExplanation(sentence: string, of: 'limit' | 'lock'): boolean {
  const text = marks.strip(sentence).replace(/^[\s(_*]{1,9}|[\s.)_*]{1,9}$/g, '');
  if (text.length > 140 || /\d/.test(text) || text.split(/\s+/).length > 16) return false;
  return of === 'limit'
    ? /^(?:(?:the|this|is|maximum|max|total) ){0,3}(?:number|count|amount|how many|(?:api )?calls|requests)\b/i.test(
        text,
      ) &&
        /\b(?:calls?|requests?)\b/i.test(text) &&
        /\b(?:allow|allowed|permitted|within|in|into|per|made|make|fit|can|may)\b/i.test(text)
    : /^(?:(?:the|this|is) ){0,2}(?:wait|waiting|time|period|duration|how long|delay|pause|cool|after)\b/i.test(
        text,
      ) && /\b(?:before|until|after|next|consecutive|again|between|wait|locked?)\b/i.test(text);
}
