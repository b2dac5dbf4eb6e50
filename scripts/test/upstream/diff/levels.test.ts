import { describe, expect, it } from 'vitest';
import type { Drift } from '../../../src/upstream/diff/drift.ts';
import { levelRules } from '../../../src/upstream/diff/level-rules.ts';
import { judge, largest } from '../../../src/upstream/diff/levels.ts';
import type { Json } from '../../../src/upstream/read/upstream-document.ts';

type Row = [
  place: string,
  fact: string,
  was: Json | undefined,
  now: Json | undefined,
  change: Drift['change'],
  verdict: string,
];

const none = undefined;
const optional = { type: 'string', required: false };
const required = { type: 'string', required: true };

const rows: Row[] = [
  ['operation', 'present', none, { key: 'GET /a' }, 'added', 'minor none'],
  [
    'operation',
    'present',
    none,
    { key: 'PUT /a/{ID2}', realPath: '/a/{ID}', virtual: true },
    'added',
    'minor none',
  ],
  ['operation', 'present', { key: 'GET /a' }, none, 'removed', 'major types'],
  ['operation', 'key', 'GET /a', 'GET /b', 'moved', 'major types'],
  ['operation', 'realPath', '/a', '/b', 'moved', 'minor behaviour'],
  ['operation', 'upstreamId', 'a', 'b', 'renamed', 'patch none'],
  ['operation', 'limit', '20/60s', '10/60s', 'tightened', 'minor behaviour banner'],
  ['operation', 'limit', '20/60s', '20/120s', 'tightened', 'minor behaviour banner'],
  ['operation', 'limit', none, '20/60s', 'tightened', 'minor behaviour banner'],
  ['operation', 'limit', '20/60s', '30/60s', 'loosened', 'patch none'],
  ['operation', 'limit', '20/60s', none, 'loosened', 'patch none'],
  ['operation', 'lock', 300, 600, 'tightened', 'minor behaviour banner'],
  ['operation', 'lock', 600, 300, 'loosened', 'patch none'],
  ['operation', 'scopes', ['A.READ'], ['A.UPDATE'], 'changed', 'minor behaviour banner'],
  ['operation', 'errors', none, 'new_code', 'added', 'minor none'],
  ['operation', 'errors', 'old_code', none, 'removed', 'major types'],
  ['operation', 'deprecated', none, true, 'added', 'minor none'],
  ['operation', 'tags', ['a'], ['b'], 'changed', 'patch none'],
  ['query limit', 'present', none, optional, 'added', 'minor none'],
  ['query limit', 'present', none, required, 'added', 'major types'],
  ['query limit', 'present', optional, none, 'removed', 'major types'],
  ['query limit', 'renamed', 'limit', 'size', 'renamed', 'major types'],
  ['query limit', 'default', 20, 50, 'changed', 'minor behaviour banner'],
  ['query limit', 'explode', none, false, 'added', 'patch none'],
  ['query limit', 'deprecated', true, none, 'removed', 'patch none'],
  ['body.key', 'present', none, optional, 'added', 'minor none'],
  ['body.key', 'present', none, required, 'added', 'major types'],
  ['body.key', 'present', required, none, 'removed', 'major types'],
  ['body.key', 'required', false, true, 'tightened', 'major types'],
  ['body.key', 'required', true, false, 'loosened', 'minor none'],
  ['body.key', 'type', 'integer|string', 'string', 'tightened', 'major types'],
  ['body.key', 'type', 'string', 'integer|string', 'loosened', 'minor none'],
  ['body.key', 'type', 'integer', 'number', 'loosened', 'minor none'],
  ['body.key', 'type', 'number', 'integer', 'tightened', 'major types'],
  ['body.key', 'type', 'string', 'integer', 'changed', 'major types'],
  ['body.key', 'nullable', none, true, 'loosened', 'minor none'],
  ['body.key', 'nullable', true, none, 'tightened', 'major types'],
  ['body.key', 'enum', none, 'c', 'added', 'minor none'],
  ['body.key', 'enum', 'c', none, 'removed', 'major types'],
  ['body.key', 'enum', none, ['a'], 'tightened', 'major types'],
  ['body.key', 'enum', ['a'], none, 'loosened', 'minor none'],
  ['body.key', 'values', none, 'c', 'added', 'minor none'],
  ['body.key', 'maxLength', 255, 100, 'tightened', 'minor behaviour banner'],
  ['body.key', 'maxLength', none, 100, 'tightened', 'minor behaviour banner'],
  ['body.key', 'maxLength', 100, 255, 'loosened', 'patch none'],
  ['body.key', 'minItems', 1, 2, 'tightened', 'minor behaviour banner'],
  ['body.key', 'minItems', 1, none, 'loosened', 'patch none'],
  ['body.key', 'pattern', none, '^a', 'tightened', 'minor behaviour banner'],
  ['body', 'closed', none, true, 'tightened', 'minor behaviour banner'],
  ['body', 'content', ['application/json'], ['application/json', 'text/csv'], 'changed', 'minor none'],
  ['body', 'content', ['application/json'], ['text/csv'], 'changed', 'major types'],
  ['body', 'schema', 'a', 'b', 'changed', 'patch none'],
  ['reply 200', 'present', none, {}, 'added', 'major types'],
  ['reply 204', 'present', {}, none, 'removed', 'major types'],
  ['reply 410', 'present', none, {}, 'added', 'patch none'],
  ['reply 404', 'present', {}, none, 'removed', 'patch none'],
  ['reply 200.key', 'present', none, optional, 'added', 'minor none'],
  ['reply 200.key', 'present', none, required, 'added', 'minor none'],
  ['reply 200.key', 'present', optional, none, 'removed', 'major types'],
  ['reply 200.key', 'renamed', 'key', 'name', 'renamed', 'major types'],
  ['reply 200.key', 'required', true, false, 'loosened', 'major types'],
  ['reply 200.key', 'required', false, true, 'tightened', 'minor none'],
  ['reply 200.key', 'enum', none, 'c', 'added', 'minor none'],
  ['reply 200.key', 'enum', 'c', none, 'removed', 'major types'],
  ['reply 200.key', 'type', 'string', 'integer|string', 'loosened', 'major types'],
  ['reply 200.key', 'type', 'integer|string', 'string', 'tightened', 'major types'],
  ['reply 200.key', 'nullable', none, true, 'loosened', 'major types'],
  ['reply 200.key', 'nullable', true, none, 'tightened', 'minor none'],
  ['reply 200.key', 'open', none, true, 'loosened', 'minor none'],
  ['reply 200.key', 'maxLength', none, 100, 'tightened', 'patch none'],
  ['document', 'servers', ['https://a'], ['https://b'], 'changed', 'minor behaviour banner'],
  ['document', 'signIn', ['a'], ['b'], 'changed', 'minor behaviour banner'],
  ['document', 'version', '3.0.0', '3.1.0', 'changed', 'patch none'],
  ['schema unused', 'present', none, { type: 'object' }, 'added', 'patch none'],
];

describe('what a change means', () => {
  it.each(rows)('%s %s: %j -> %j is %s: %s', (place, fact, was, now, change, verdict) => {
    const found = judge({ operation: 'a', place, fact, ours: was, upstream: now });
    expect([found.change, `${found.level} ${found.breaks}${found.banner ? ' banner' : ''}`]).toEqual([
      change,
      verdict,
    ]);
  });

  it('each rule is asked by a change above', () => {
    const asked = new Set(
      rows.map(([place, fact, ours, upstream]) => judge({ place, fact, ours, upstream }).rule),
    );
    expect(levelRules.filter((rule) => !asked.has(rule)).map(({ when }) => when)).toEqual([]);
  });

  it('of several counts the largest', () => {
    expect(largest([])).toBe('none');
    expect(largest(['patch', 'major', 'minor'])).toBe('major');
  });
});
