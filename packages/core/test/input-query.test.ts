import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { serializeQuery } from '../src/input/query.ts';
import { thrownBy } from './failure-of.ts';

const loneSurrogate = /\p{Surrogate}/u;

describe('a query', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, ''],
    [{ a: undefined }, ''],
    [{ a: '' }, 'a='],
    [{ a: 'b c&d=e?f#g+h' }, 'a=b%20c%26d%3De%3Ff%23g%2Bh'],
    [
      { limit: 20, primary: true, off: false, zero: 0, part: 1.5 },
      'limit=20&primary=true&off=false&zero=0&part=1.5',
    ],
    [{ chat_ids: ['1', '2'] }, 'chat_ids=1,2'],
    [{ chat_ids: ['a b', '🎉'] }, 'chat_ids=a%20b,%F0%9F%8E%89'],
    [{ text: 'a,b' }, 'text=a%2Cb'],
    [{ 'a&b': '1' }, 'a%26b=1'],
  ])('%j is %j', (query, text) => {
    expect(serializeQuery(query)).toBe(text);
  });

  it.each([
    null,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    {},
    Symbol('a'),
    () => 1,
    1n,
    new Date(0),
    Object('a'),
    Object(1),
    '\ud800',
  ])('with the value %s is refused', (value) => {
    expect(thrownBy(InputError, () => serializeQuery({ limit: value })).message).toContain('limit');
  });

  it.each(['', 'a,b', ',', 1, null, undefined, ['1'], {}, '\udc00'])(
    'with the list item %j is refused: it would be read as another list',
    (item) => {
      expect(thrownBy(InputError, () => serializeQuery({ chat_ids: ['1', item] })).message).toContain(
        'chat_ids',
      );
    },
  );

  it('reads back as it was written, whatever the strings', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');
    const item = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !text.includes(',') && !loneSurrogate.test(text));
    const value = fc.oneof(
      fc.string().filter((text) => !loneSurrogate.test(text)),
      fc.boolean(),
      fc.integer(),
      fc.array(item, { minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (query) => {
        const read = new URL(`https://cliq.test/?${serializeQuery(query)}`).searchParams;
        const expected = Object.entries(query).map(([key, given]) => [
          key,
          Array.isArray(given) ? given.join(',') : String(given),
        ]);
        expect([...read]).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['none of a list that must be there', {}, 'needs chat_ids'],
    ['an empty list', { chat_ids: [] }, 'chat_ids is empty'],
    [
      'one item more than a call takes',
      { chat_ids: Array.from({ length: 26 }, String) },
      '26 items; at most 25',
    ],
    ['a string for a list', { chat_ids: '1' }, 'must be a list'],
  ])('with %s is refused in the name of its operation', (_what, query, problem) => {
    const operation = operations.removeChatsAcrossCategories;
    const error = thrownBy(InputError, () => serializeQuery(query, operation));
    expect(error.message).toContain(problem);
    expect(error.operation).toBe(operation.id);
  });
});
