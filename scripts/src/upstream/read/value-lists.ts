import { marks } from './block.ts';
import type { Prose } from './prose.ts';

type Value = Prose['values'][number];

const kinds = '(?:possible|allowed|accepted|acceptable|valid|supported|permitted|available)';
const nouns = '(?:values?|options?|fields?|states?|types?|actions?|choices)';
const lead = new RegExp(
  `^(?:the\\s)?(?:${kinds}\\s${nouns}|values?|(?:can|must|should|may|has to)\\sbe(?:\\seither)?(?:\\sone\\sof)?|one\\sof|either)(?:\\s(?:are|is|include|includes|can\\sbe)\\b)?(?:\\s(?:one\\sof|any\\sof))?(?:\\s?(?:the\\s|as\\s)?(?:following|follows|these|below))?(?:\\s(?:values?|options?))?\\s{0,3}[:–—-]?\\s{0,3}`,
  'i',
);
const leadAlone = new RegExp(`${lead.source}[.:]?$`, 'i');
const inlineLead = new RegExp(
  `^(?:(?:the\\s)?${kinds}\\s${nouns}(?:\\s{0,3}[:=–—-]|\\s(?:are|is|include|includes|can\\sbe)\\b:?)|values?\\s{0,3}:|(?:the\\s)?(?:value\\s|it\\s)?(?:can|must|should|may|has\\sto)\\sbe\\s(?:either|one\\sof):?|one\\sof:?)\\s{0,5}(?:(?:either|one\\sof)\\s)?(?:the\\sfollowing:?\\s{0,3})?`,
  'i',
);
const quoted =
  /^(?:\uFDD0([^\uFDD0-\uFDD3]{1,80})\uFDD1|`([^`\n]{1,80})`|"([^"\n]{1,80})"|'([^'\n]{1,80})'|“([^”\n]{1,80})”)/;
const word = /^[\w.+-]{1,80}/;

/** Whether a line only says that a list of values follows. */
export function isValuesLead(line: string): boolean {
  const text = marks.strip(line).trim();
  return text.length < 120 && leadAlone.test(text);
}

/** A value at the start of a text, and whether it is marked as one. */
function valueAt(text: string): { value: string; length: number; isMarked: boolean } | undefined {
  const marked = quoted.exec(text);
  const value = marked
    ?.slice(1)
    .find((group) => group !== undefined)
    ?.trim();
  if (marked !== null && value !== undefined) return { value, length: marked[0].length, isMarked: true };
  const plain = word.exec(text)?.[0];
  return plain === undefined ? undefined : { value: plain, length: plain.length, isMarked: false };
}

/** `chats: include the chats`, as a value. Without marks, only a word in small letters is one. */
export function valueOfItem(text: string): (Value & { isMarked: boolean }) | undefined {
  const found = valueAt(text);
  if (found === undefined || /\s/.test(found.value)) return undefined;
  const rest = /^\s{0,3}(\((?:the\s)?default\))?\s{0,3}(?:[:–—]|-\s|=)\s{0,5}([\s\S]*)$/i.exec(
    text.slice(found.length),
  );
  if (rest === null || (!found.isMarked && !/^[a-z0-9_.-]+$/.test(found.value))) return undefined;
  const [, note, meaning = ''] = rest;
  const said = marks.strip(meaning).trim();
  return {
    value: found.value,
    meaning: note === undefined ? said : `${said} ${note}`.trim(),
    isMarked: found.isMarked,
  };
}

/** The values of a list; a list below a line such as "Allowed values:" may have values alone. */
export function valuesOfItems(items: readonly string[], hasLead: boolean): Value[] | undefined {
  const values: Value[] = [];
  for (const item of items) {
    const explained = valueOfItem(item);
    const alone = hasLead ? valueAlone(item) : undefined;
    if (explained !== undefined) values.push({ value: explained.value, meaning: explained.meaning });
    else if (alone !== undefined) values.push({ value: alone, meaning: '' });
    else return undefined;
  }
  return values.length > (hasLead ? 0 : 1) ? values : undefined;
}

function valueAlone(text: string): string | undefined {
  const found = valueAt(text.trim());
  if (found === undefined || !/^[\s.,;]*$/.test(text.trim().slice(found.length))) return undefined;
  return found.isMarked ? found.value : withoutStop(found.value);
}

/** The values of a sentence that does nothing but list them: "Possible values: a, b or c." */
export function valuesInSentence(sentence: string): Value[] | undefined {
  if (sentence.length > 2000) return undefined;
  const start = inlineLead.exec(sentence)?.[0].length;
  if (start === undefined) return undefined;
  const values: Value[] = [];
  for (let rest = sentence.slice(start).trimStart(); rest !== ''; ) {
    const found = valueAt(rest);
    if (found === undefined) return undefined;
    const value = found.isMarked ? found.value : withoutStop(found.value);
    values.push({ value, meaning: '' });
    rest = rest.slice(found.isMarked ? found.length : value.length);
    if (/^[\s.]*$/.test(rest)) return values.length > 1 || found.isMarked ? values : undefined;
    const separator =
      /^\s{0,5}(?:,\s{0,5}(?:(?:and|or)\s{1,5})?|[|/;]\s{0,5}|(?:and|or)\s{1,5}|\n\s{0,5})/.exec(rest)?.[0];
    if (separator === undefined) return undefined;
    rest = rest.slice(separator.length);
  }
  return undefined;
}

/** The end of a sentence is no part of a value. */
function withoutStop(value: string): string {
  return value.replace(/\.{1,80}$/, '') || value;
}

/** The values of a table with a column of them. */
export function valuesOfTable(rows: readonly string[][]): Value[] | undefined {
  const [header, ...others] = rows;
  const head = marks.strip(header?.[0] ?? '').trim();
  if (!/^(?:(?:possible|allowed|valid|supported|accepted) )?(?:values?|options?)$/i.test(head))
    return undefined;
  const values: Value[] = [];
  for (const [cell = '', ...rest] of others) {
    const value = valueAlone(cell);
    if (value === undefined) return undefined;
    values.push({ value, meaning: marks.strip(rest.filter((text) => text !== '').join('; ')) });
  }
  return values.length > 0 ? values : undefined;
}
