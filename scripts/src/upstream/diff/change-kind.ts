import type { Difference } from '../facts/facts.ts';
import { parsePlace } from '../facts/place.ts';
import { canonical, listOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { Drift } from './drift.ts';

/** What a place belongs to: the side decides whether more or less of something is welcome. */
export type Side = 'document' | 'operation' | 'parameter' | 'request' | 'reply';

export function sideOf(place: string): Side {
  const { head } = parsePlace(place);
  if (head === 'document' || head === 'schema') return 'document';
  if (head === 'operation') return 'operation';
  if (head === 'body') return 'request';
  return head === 'reply' ? 'reply' : 'parameter';
}

/** Whether the place is a whole parameter, body or reply, and no part of one. */
export function isWhole(place: string): boolean {
  const { steps, media } = parsePlace(place);
  return steps.length === 0 && media === undefined;
}

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** Facts that restrict by being there. */
const restrictions = ['pattern', 'format', 'multipleOf', 'uniqueItems', 'closed', 'required', 'readOnly'];
/** Facts that allow by being there. */
const permissions = ['open', 'nullable', 'suggested', 'allowEmptyValue', 'writeOnly'];

/** Facts that are a list of values. */
export const valueLists: readonly string[] = ['enum', 'values', 'prose values'];

export const bounds: readonly string[] = [
  ...lower,
  ...upper,
  ...['pattern', 'format', 'multipleOf', 'uniqueItems', 'closed'],
  ...['prose maxLength', 'prose maxItems', 'prose maximum'],
];

/** What happened to a fact, from ours (or the older) to upstream's (or the newer). */
export function changeKind({ fact, ours: was, upstream: now }: Omit<Difference, 'place'>): Drift['change'] {
  if (fact === 'renamed' || fact === 'upstreamId') return 'renamed';
  if (fact === 'key' || fact === 'realPath') return 'moved';
  if (fact === 'limit') return isTighterLimit(was, now) ? 'tightened' : 'loosened';
  if (fact === 'lock') return (numberOf(now) ?? 0) > (numberOf(was) ?? 0) ? 'tightened' : 'loosened';
  if (lower.includes(fact)) return above(now, was, -Infinity) ? 'tightened' : 'loosened';
  if (upper.includes(fact) || fact.startsWith('prose max'))
    return above(was, now, Infinity) ? 'tightened' : 'loosened';
  if (restrictions.includes(fact)) return now === undefined || now === false ? 'loosened' : 'tightened';
  if (permissions.includes(fact)) return now === undefined ? 'tightened' : 'loosened';
  if (fact === 'type') return kindOfTypes(was, now);
  if ((fact === 'enum' || fact === 'values') && (Array.isArray(was) || Array.isArray(now)))
    return kindOfWholeEnum(was, now);
  if (was === undefined) return 'added';
  if (now === undefined) return 'removed';
  return 'changed';
}

/** Whether calls that keep to the old limit can break the new one: 4 in 12 s is tighter than 20 in 60 s, 100 in 300 s is not. */
function isTighterLimit(was: Json | undefined, now: Json | undefined): boolean {
  const [before, after] = [limitOf(was), limitOf(now)];
  if (!before || !after) return after !== undefined;
  // The new time can hold several of the old ones, each used up.
  return after.requests < before.requests * Math.ceil(after.seconds / before.seconds);
}

function limitOf(limit: Json | undefined): { requests: number; seconds: number } | undefined {
  const [, requests, seconds] = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)s$/.exec(String(limit)) ?? [];
  return requests === undefined ? undefined : { requests: Number(requests), seconds: Number(seconds) };
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function above(a: Json | undefined, b: Json | undefined, absent: number): boolean {
  return (numberOf(a) ?? absent) > (numberOf(b) ?? absent);
}

function kindOfTypes(was: Json | undefined, now: Json | undefined): Drift['change'] {
  if (was === undefined) return 'tightened';
  if (now === undefined) return 'loosened';
  const [before, after] = [typesOf(was), typesOf(now)];
  if (after.every((type) => before.includes(type))) return 'tightened';
  if (before.every((type) => after.includes(type))) return 'loosened';
  return 'changed';
}

/** `number` takes integers too. */
function typesOf(value: Json): string[] {
  const types = String(value).split('|');
  return types.includes('number') ? [...types, 'integer'] : types;
}

function kindOfWholeEnum(was: Json | undefined, now: Json | undefined): Drift['change'] {
  if (was === undefined) return 'tightened';
  if (now === undefined) return 'loosened';
  const known = new Set(listOf(was).map(canonical));
  return listOf(now).every((value) => known.has(canonical(value))) ? 'tightened' : 'changed';
}
