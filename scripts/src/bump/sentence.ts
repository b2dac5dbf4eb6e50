import type { Difference } from '../upstream/facts/facts.ts';
import type { Json } from '../upstream/read/upstream-document.ts';
import { inWords } from './place-words.ts';
import type { NamedSchema } from './schema-at.ts';

/**
 * What a difference means to users, with `%` where the operation stands and `{one|several}` where the verb follows it: the
 * same change of several operations is one line, and so is one of a named schema that stands in several places. `ours` is what the spec said, `upstream` what it says now.
 */
export function sentenceFor(
  { place, fact, upstream: now, ours: was }: Difference,
  schema: NamedSchema | undefined,
): string {
  if (place === 'operation') return operationSentence(fact, now, was);
  if (place === 'document' && fact === 'version')
    return `The version of the API is ${value(now)}; it was ${value(was)}.`;
  if (place === 'document' && fact === 'scopes') return scopeList(listed(now), listed(was));
  const { subject, isReply } = inWords(place, schema);
  if (fact === 'renamed') return `${subject} of % is called \`${String(now)}\`.`;
  if (fact === 'present') {
    if (isReply) return now === undefined ? `${subject} of % is gone.` : `${subject} of % is new.`;
    return now === undefined ? `% no longer {takes|take} ${subject}.` : `% {takes|take} ${subject}.`;
  }
  const isOfOperation = place !== 'document' && !place.startsWith('schema ');
  const at = isOfOperation ? `${subject} of %` : subject;
  return `${at} ${plainFact(fact, now, was, isReply)}.`;
}

function operationSentence(fact: string, now: Json | undefined, was: Json | undefined): string {
  switch (fact) {
    case 'present':
      return now === undefined ? '% {is|are} gone.' : '% can be called.';
    case 'limit':
      return now === undefined
        ? '% {has|have} no known limit any more.'
        : `% {allows|allow} ${calls(now)}${was === undefined ? '' : `; it was ${callsBefore(was, now)}`}.`;
    case 'lock':
      return now === undefined
        ? '% {has|have} no known lock any more.'
        : `% {locks|lock} for ${duration(now)} after too many calls${was === undefined ? '' : `; it was ${duration(was)}`}.`;
    case 'errors':
      return now === undefined
        ? `% no longer {answers|answer} with the error code ${value(was)}.`
        : `% can answer with the error code ${value(now)}.`;
    case 'scopes':
      return `% {needs|need} ${scopes(now)}; it was ${scopes(was)}.`;
    case 'deprecated':
      return now === true ? '% {is|are} deprecated.' : '% {is|are} no longer deprecated.';
    case 'key':
    case 'realPath':
      return `% {is|are} sent to ${value(now)}; it was ${value(was)}.`;
    default:
      return `% {has|have} ${otherFact(fact, now, was)}.`;
  }
}

const bounds: { [fact: string]: (bound: string) => string } = {
  maxItems: (bound) => `has at most ${bound} items`,
  minItems: (bound) => `has at least ${bound} items`,
  maxLength: (bound) => `has at most ${bound} characters`,
  minLength: (bound) => `has at least ${bound} characters`,
  maximum: (bound) => `is at most ${bound}`,
  minimum: (bound) => `is at least ${bound}`,
  maxProperties: (bound) => `has at most ${bound} keys`,
  minProperties: (bound) => `has at least ${bound} keys`,
};

function plainFact(fact: string, now: Json | undefined, was: Json | undefined, isReply: boolean): string {
  const bound = bounds[fact];
  if (bound !== undefined) {
    if (now === undefined) return `has no \`${fact}\` any more; it was ${value(was)}`;
    return `${bound(String(now))}; ${was === undefined ? 'it had no such bound' : `it was ${String(was)}`}`;
  }
  switch (fact) {
    case 'required':
      if (isReply) return now === true ? 'is always there' : 'may be absent';
      return now === true ? 'is required' : 'may be left out';
    case 'enum':
    case 'values':
    case 'suggested':
      return valuesFact(now, was);
    case 'nullable':
      return now === true ? 'may be null' : 'is never null';
    case 'type':
      return `is ${types(now)}; it was ${types(was)}`;
    case 'closed':
      return now === true ? 'has no further keys any more' : 'may have further keys';
    case 'open':
      return now === true ? 'may have further keys' : 'has no further keys any more';
    case 'deprecated':
      return now === true ? 'is deprecated' : 'is no longer deprecated';
    default:
      return `has ${otherFact(fact, now, was)}`;
  }
}

function otherFact(fact: string, now: Json | undefined, was: Json | undefined): string {
  if (now === undefined) return `no \`${fact}\` any more; it was ${value(was)}`;
  return `the \`${fact}\` ${value(now)}; it ${was === undefined ? 'had none' : `was ${value(was)}`}`;
}

/** Values come one by one, or as a list where the other side has none. */
function valuesFact(now: Json | undefined, was: Json | undefined): string {
  if (Array.isArray(now)) return `is one of ${list(now)}${was === undefined ? '; it could be anything' : ''}`;
  if (Array.isArray(was)) return `may be anything; it was one of ${list(was)}`;
  return now === undefined ? `can no longer be ${value(was)}` : `may be ${value(now)} too`;
}

function list(values: Json[]): string {
  return values.map(value).join(', ');
}

function listed(given: Json | undefined): string[] {
  return Array.isArray(given)
    ? given.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    : [];
}

/** `20/60s` -> `20 calls a minute`. */
function calls(limit: Json): string {
  const [, count, seconds] = String(limit).match(/^(\d+)\/(\d+)s$/) ?? [];
  if (count === undefined) return String(limit);
  return `${count} ${count === '1' ? 'call' : 'calls'} ${seconds === '60' ? 'a minute' : `in ${seconds} seconds`}`;
}

/** The number alone where the window is the same. */
function callsBefore(was: Json, now: Json): string {
  const [before, after] = [String(was).split('/'), String(now).split('/')];
  return before[1] === after[1] ? String(before[0]) : calls(was);
}

function duration(seconds: Json): string {
  if (typeof seconds !== 'number') return String(seconds);
  const [count, unit] = seconds > 0 && seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The scopes that one sign-in can ask for; what an operation needs is told of it. */
function scopeList(now: string[], was: string[]): string {
  const names = (some: string[], others: string[]): string =>
    some
      .filter((each) => !others.includes(each))
      .map((each) => `\`${each}\``)
      .join(', ') || 'none';
  return `Scopes that the documents list: ${names(now, was)} came, ${names(was, now)} went.`;
}

function scopes(given: Json | undefined): string {
  const names = listed(given).map((each) => `\`${each}\``);
  return names.length === 0
    ? 'no scope'
    : `the ${names.length === 1 ? 'scope' : 'scopes'} ${names.join(' and ')}`;
}

function types(given: Json | undefined): string {
  return given === undefined
    ? 'of any type'
    : String(given)
        .split('|')
        .map((each) => `\`${each}\``)
        .join(' or ');
}

function value(given: Json | undefined): string {
  if (given === undefined) return 'not stated';
  return `\`${typeof given === 'string' ? given : JSON.stringify(given)}\``;
}
