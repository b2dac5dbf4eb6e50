import type { Difference } from '../facts/facts.ts';
import { mappingOf } from '../read/json.ts';
import type { Side } from './change-kind.ts';
import { bounds, valueLists } from './change-kind.ts';
import type { LevelRule } from './level-rule.ts';

const takes: readonly Side[] = ['parameter', 'request'];

/** Changes of what callers send. */
export const requestRules: readonly LevelRule[] = [
  {
    when: 'A parameter or key of a request is added and must be there',
    sides: takes,
    facts: ['present'],
    kinds: ['added'],
    only: ({ upstream }) => mappingOf(upstream)?.['required'] === true,
    breaks: 'types',
    level: 'major',
    reason: 'Calls without it no longer compile.',
  },
  {
    when: 'A parameter or key of a request is added',
    sides: takes,
    facts: ['present'],
    kinds: ['added'],
    breaks: 'none',
    level: 'minor',
    reason: 'Calls without it stay right.',
  },
  {
    when: 'A parameter or key of a request is removed or renamed',
    sides: takes,
    facts: ['present', 'renamed'],
    kinds: ['removed', 'renamed'],
    breaks: 'types',
    level: 'major',
    reason: 'Calls that give it no longer compile.',
  },
  {
    when: 'An optional parameter or key of a request becomes required',
    sides: takes,
    facts: ['required'],
    kinds: ['tightened'],
    breaks: 'types',
    level: 'major',
    reason: 'Calls without it no longer compile.',
  },
  {
    when: 'A required parameter or key of a request becomes optional',
    sides: takes,
    facts: ['required'],
    kinds: ['loosened'],
    breaks: 'none',
    level: 'minor',
    reason: 'Calls that give it stay right.',
  },
  {
    when: 'A parameter or key of a request takes more types, or null too',
    sides: takes,
    facts: ['type', 'nullable', 'open', 'suggested'],
    kinds: ['loosened'],
    breaks: 'none',
    level: 'minor',
    reason: 'Values that are sent today stay right.',
  },
  {
    when: 'A parameter or key of a request takes another type, or fewer',
    sides: takes,
    facts: ['type', 'nullable', 'open'],
    kinds: 'any',
    breaks: 'types',
    level: 'major',
    reason: 'Values that are sent today no longer compile.',
  },
  {
    when: 'A value that may be sent is added, or any may be sent',
    sides: takes,
    facts: valueLists,
    kinds: ['added', 'loosened'],
    breaks: 'none',
    level: 'minor',
    reason: 'Values that are sent today stay right.',
  },
  {
    when: 'A value that may be sent is removed, or only some may be sent',
    sides: takes,
    facts: valueLists,
    kinds: 'any',
    breaks: 'types',
    level: 'major',
    reason: 'Calls with another value no longer compile.',
  },
  {
    when: 'A bound on what is sent (length, size, range, format, unknown keys) is tightened',
    sides: takes,
    facts: bounds,
    kinds: ['tightened'],
    breaks: 'behaviour',
    level: 'minor',
    banner: true,
    reason: 'Values that were taken yesterday are refused today; types do not show it.',
  },
  {
    when: 'A bound on what is sent is loosened',
    sides: takes,
    facts: bounds,
    kinds: ['loosened'],
    breaks: 'none',
    level: 'patch',
    reason: 'Values that are sent today stay right.',
  },
  {
    when: 'The default of a parameter or key changes',
    sides: takes,
    facts: ['default'],
    kinds: 'any',
    breaks: 'behaviour',
    level: 'minor',
    banner: true,
    reason: 'The same call does something else.',
  },
  {
    when: 'A form (media type) of a request is added',
    sides: takes,
    facts: ['content'],
    kinds: ['added', 'changed'],
    only: isLonger,
    breaks: 'none',
    level: 'minor',
    reason: 'The forms that are sent today stay right.',
  },
];

function isLonger({ ours, upstream }: Difference): boolean {
  const before = Array.isArray(ours) ? ours : [];
  const after = Array.isArray(upstream) ? upstream : [];
  return before.every((form) => after.includes(form));
}
