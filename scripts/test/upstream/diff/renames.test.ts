import { expect, it } from 'vitest';
import { withRenames } from '../../../src/upstream/diff/renames.ts';
import type { Difference, PlaceFacts } from '../../../src/upstream/facts/facts.ts';

const text: PlaceFacts = { type: 'string', required: false };
const gone = (place: string, facts: PlaceFacts = text): Difference => ({
  operation: 'a',
  place,
  fact: 'present',
  upstream: undefined,
  ours: facts,
});
const came = (place: string, facts: PlaceFacts = text): Difference => ({
  operation: 'a',
  place,
  fact: 'present',
  upstream: facts,
  ours: undefined,
});
const renamed = (place: string, from: string, to: string): Difference => ({
  operation: 'a',
  place,
  fact: 'renamed',
  upstream: to,
  ours: from,
});

it('a key that left while one of its shape came beside it was renamed', () => {
  expect(withRenames([gone('body.old'), came('body.new')])).toEqual([renamed('body.old', 'old', 'new')]);
  expect(withRenames([gone('query old'), came('query "a.b"')])).toEqual([renamed('query old', 'old', 'a.b')]);
});

it('bounds and what must be there do not change the shape; contents do', () => {
  const tight = { type: 'string', required: true, maxLength: 5 };
  expect(withRenames([gone('body.old', tight), came('body.new')])).toEqual([
    renamed('body.old', 'old', 'new'),
  ]);
  const list = { type: 'array', within: { '[]': { type: 'string' } } };
  const other = { type: 'array', within: { '[]': { type: 'integer' } } };
  const both = [gone('body.old', list), came('body.new', other)];
  expect(withRenames(both)).toEqual(both);
});

it('of several that could be, the one with equal facts is it; with none or more, all stay', () => {
  const long = { type: 'string', maxLength: 900 };
  expect(withRenames([gone('body.old', long), came('body.x'), came('body.new', long)])).toEqual([
    renamed('body.old', 'old', 'new'),
    came('body.x'),
  ]);
  const unclear = [gone('body.old'), came('body.x'), came('body.y')];
  expect(withRenames(unclear)).toEqual(unclear);
});

it.each([
  [gone('body.old'), came('body.inner.new')],
  [gone('body.old'), came('reply 200.new')],
  [gone('query old'), came('header new')],
  [gone('reply 404'), came('reply 410')],
  [gone('body[]'), came('body{}')],
  [gone('body.old'), { ...came('body.new'), operation: 'b' }],
])('nothing is renamed from one place to another: %j', (...both) => {
  expect(withRenames(both)).toEqual(both);
});
