import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../src/reply/exact-json.ts';
import { thrownBy } from './failure-of.ts';

/** Any JSON value without integers that a number cannot hold. */
const safeValue = fc.jsonValue().filter((value) => !hasUnsafeInteger(value));

function hasUnsafeInteger(value: unknown): boolean {
  if (typeof value === 'number') return /^-?\d+$/.test(JSON.stringify(value)) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeInteger);
}

const longDigits = fc.bigInt({ min: 2n ** 53n, max: 10n ** 25n });

describe('a number in a reply', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['1488288613043522033', '1488288613043522033'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['1.7738947728961294e+23', 1.7738947728961294e23],
    ['1234567890123456.5', 1234567890123456.5],
    ['0.12345678901234567890', 0.12345678901234568],
    ['1234567890123456E4', 1234567890123456e4],
    ['1e400', Number.POSITIVE_INFINITY],
    ['-0', -0],
  ])('%s comes as %j', (text, value) => {
    expect(parseExactJson(text)).toBe(value);
  });

  it('keeps all its digits, as an item and as a value, however long', () => {
    fc.assert(
      fc.property(longDigits, fc.boolean(), (id, negative) => {
        const digits = `${negative ? '-' : ''}${id}`;
        expect(parseExactJson(`{"id": ${digits}, "ids": [${digits},${digits}]}`)).toEqual({
          id: digits,
          ids: [digits, digits],
        });
      }),
    );
  });
});

describe('a JSON text', () => {
  it('without integers that are too long means what it means to JSON.parse', () => {
    fc.assert(
      fc.property(safeValue, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('means the same beside an id that is too long', () => {
    fc.assert(
      fc.property(safeValue, longDigits, (value, id) => {
        const text = `{"before":${JSON.stringify(value)},"id":${id},"after":${JSON.stringify(value)}}`;
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(parseExactJson(text)).toEqual({ before: plain, id: String(id), after: plain });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its strings and keys as they are, digits, quotes and backslashes included', () => {
    const piece = fc.constantFrom(
      '1488288613043522033',
      '"',
      '\\',
      '\\"',
      '-',
      ' ',
      ':',
      ',',
      '\n',
      '{',
      '1e5',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (string) => {
          const text = `{${JSON.stringify(`k${string}`)}:[${JSON.stringify(string)},1488288613043522033]}`;
          expect(parseExactJson(text)).toEqual({ [`k${string}`]: [string, '1488288613043522033'] });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['a', '\\n', '\\"', '\\\\', 'é'])(
    'with a string of megabytes of %s beside an id is read',
    (unit) => {
      const long = unit.repeat(9_000_000 / unit.length);
      const value = parseExactJson(`{"text":"${long}","id":1488288613043522033}`);
      expect(value).toHaveProperty('id', '1488288613043522033');
    },
  );

  it('with a __proto__ key changes no prototype', () => {
    for (const id of ['1', '1488288613043522033']) {
      const value = parseExactJson(
        `{"__proto__":{"polluted":${id}},"constructor":{"prototype":{"polluted":1}}}`,
      );
      expect(Object.keys(Object(value))).toEqual(['__proto__', 'constructor']);
      expect({}).not.toHaveProperty('polluted');
    }
  });

  it.each([10_000, 100_000])('nested %i deep is read or refused, and does not crash', (depth) => {
    const text = `${'['.repeat(depth)}1488288613043522033${']'.repeat(depth)}`;
    expect(Array.isArray(parseExactJson(text))).toBe(true);
  });

  it('takes the last of two equal keys, as JSON.parse does', () => {
    expect(parseExactJson('{"id":1,"id":1488288613043522033}')).toEqual({ id: '1488288613043522033' });
  });

  it.each([
    'NaN',
    '[NaN]',
    'Infinity',
    '1 2',
    '{"a":1}x',
    '[1,]',
    '{a:1}',
    "{'a':1}",
    '01',
    '+1',
    '.5',
    '1.',
    'undefined',
    '"\n"',
    '',
    '{',
  ])('%j is refused, beside a long number too', (text) => {
    thrownBy(SyntaxError, () => parseExactJson(text));
    thrownBy(SyntaxError, () => parseExactJson(`[1488288613043522033,${text}]x`));
  });
});
