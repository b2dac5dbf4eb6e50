import type { Difference } from '../facts/facts.ts';
import { isWhole, valueLists } from './change-kind.ts';
import type { LevelRule } from './level-rule.ts';

/** Changes of what comes back. */
export const replyRules: readonly LevelRule[] = [
  {
    when: 'A form (media type) of a request or reply changes',
    sides: ['parameter', 'request', 'reply'],
    facts: ['content'],
    kinds: 'any',
    breaks: 'types',
    level: 'major',
    reason: 'The types of the body are filed under its form.',
  },
  {
    when: 'A reply of success is added or removed',
    sides: ['reply'],
    facts: ['present'],
    kinds: ['added', 'removed'],
    only: ({ place }) => isWhole(place) && !isErrorReply(place),
    breaks: 'types',
    level: 'major',
    reason: 'Callers get something they do not expect.',
  },
  {
    when: 'A status of failure is added or removed',
    sides: ['reply'],
    facts: ['present'],
    kinds: ['added', 'removed'],
    only: ({ place }) => isWhole(place) && isErrorReply(place),
    breaks: 'none',
    level: 'patch',
    reason: 'All failures come as one kind of error with its status.',
  },
  {
    when: 'A key of a reply is added',
    sides: ['reply'],
    facts: ['present'],
    kinds: ['added'],
    breaks: 'none',
    level: 'minor',
    reason: 'Code that reads the others stays right.',
  },
  {
    when: 'A key of a reply is removed or renamed',
    sides: ['reply'],
    facts: ['present', 'renamed'],
    kinds: ['removed', 'renamed'],
    breaks: 'types',
    level: 'major',
    reason: 'Code that reads it no longer compiles.',
  },
  {
    when: 'A key of a reply that is always there may be absent',
    sides: ['reply'],
    facts: ['required'],
    kinds: ['loosened'],
    breaks: 'types',
    level: 'major',
    reason: 'Code that reads it has to ask first.',
  },
  {
    when: 'A key of a reply that may be absent is always there',
    sides: ['reply'],
    facts: ['required'],
    kinds: ['tightened'],
    breaks: 'none',
    level: 'minor',
    reason: 'Code that asks first stays right.',
  },
  {
    when: 'A value that may come is added',
    sides: ['reply'],
    facts: [...valueLists, 'suggested'],
    kinds: ['added'],
    breaks: 'none',
    level: 'minor',
    reason: 'The union grows; the catch-all branch takes the new value.',
  },
  {
    when: 'A value that may come is removed',
    sides: ['reply'],
    facts: [...valueLists, 'suggested'],
    kinds: ['removed'],
    breaks: 'types',
    level: 'major',
    reason: 'A comparison with the value no longer compiles.',
  },
  {
    when: 'A key of a reply is never null any more, or further keys may come',
    sides: ['reply'],
    facts: ['nullable', 'open'],
    kinds: 'any',
    only: isNarrowerNullOrOpen,
    breaks: 'none',
    level: 'minor',
    reason: 'Code that reads it stays right.',
  },
  {
    when: 'A key of a reply comes in another type, or in other values altogether',
    sides: ['reply'],
    facts: ['type', 'nullable', 'open', 'suggested', ...valueLists],
    kinds: 'any',
    breaks: 'types',
    level: 'major',
    reason: 'Code that reads it no longer compiles.',
  },
];

function isErrorReply(place: string): boolean {
  return !/^reply [123]/.test(place);
}

function isNarrowerNullOrOpen({ fact, upstream }: Difference): boolean {
  return (fact === 'nullable') === (upstream === undefined);
}
