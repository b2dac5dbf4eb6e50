import type { Side } from './change-kind.ts';
import type { LevelRule } from './level-rule.ts';
import { operationRules } from './operation-rules.ts';
import { replyRules } from './reply-rules.ts';
import { requestRules } from './request-rules.ts';

const everywhere: readonly Side[] = ['document', 'operation', 'parameter', 'request', 'reply'];

/** What each kind of change means, in the order in which the rules are asked. */
export const levelRules: readonly LevelRule[] = [
  ...operationRules,
  {
    when: 'Something is marked deprecated',
    sides: everywhere,
    facts: ['deprecated'],
    kinds: ['added'],
    breaks: 'none',
    level: 'minor',
    reason: 'Editors strike it out; it still works.',
  },
  {
    when: 'Something is deprecated no more',
    sides: everywhere,
    facts: ['deprecated'],
    kinds: ['removed'],
    breaks: 'none',
    level: 'patch',
    reason: 'Only the mark goes.',
  },
  ...requestRules,
  ...replyRules,
  {
    when: 'A server or the way to sign in changes',
    sides: ['document'],
    facts: ['servers', 'signIn'],
    kinds: 'any',
    breaks: 'behaviour',
    level: 'minor',
    banner: true,
    reason: 'Calls may go to another host, or need another token.',
  },
  {
    when: 'Anything else: tags, the version, names of schemas, schemas that nothing uses, bounds of replies, how a list is written',
    sides: everywhere,
    facts: [],
    kinds: 'any',
    breaks: 'none',
    level: 'patch',
    reason: 'No call and no type of a call changes.',
  },
];
