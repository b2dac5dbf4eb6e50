import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { encodeSegment, fillPath } from '../src/input/ids.ts';
import { errorOf, thrownBy } from './failure-of.ts';
import { fakeFetch, json } from './fake-fetch.ts';
import { api, testClient, untyped } from './test-client.ts';

const refused: [what: string, value: unknown][] = [
  ['one dot', '.'],
  ['two dots', '..'],
  ['nothing', ''],
  ['undefined', undefined],
  ['null', null],
  ['zero', 0],
  ['a number', 1488288613043522],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a bigint', 1488288613043522033n],
  ['true', true],
  ['an object', {}],
  ['an object that reads as an id', { toString: () => '1' }],
  ['an array', []],
  ['an array of one id', ['1']],
  ['a symbol', Symbol('1')],
  ['a boxed string', Object('1')],
  ['a boxed number', Object(1)],
  ['a function', () => '1'],
  ['a date', new Date(0)],
  ['a high surrogate alone', '\ud83d'],
  ['a low surrogate alone', 'a\ude00b'],
];

const encoded: [what: string, value: string, segment: string][] = [
  ['plain digits', '1488288613043522033', '1488288613043522033'],
  ['a dot within', 'a.b', 'a.b'],
  ['three dots', '...', '...'],
  ['encoded dots', '%2e%2e', '%252e%252e'],
  ['twice encoded dots', '%252e', '%25252e'],
  ['dots and an encoded slash', '..%2f', '..%252f'],
  ['dots and a backslash', '..\\', '..%5C'],
  ['dots and a slash', '../', '..%2F'],
  ['a slash', '/', '%2F'],
  ['a query', 'a?unpin_all=true', 'a%3Funpin_all%3Dtrue'],
  ['a fragment', 'a#b', 'a%23b'],
  ['a matrix parameter', 'a;b', 'a%3Bb'],
  ['a full-width semicolon', '；', '%EF%BC%9B'],
  ['NUL', '\0', '%00'],
  ['CR and LF', '\r\nHost: evil', '%0D%0AHost%3A%20evil'],
  ['a space', '1773894772896 12958180473', '1773894772896%2012958180473'],
  ['a percent-encoded space', '1773894772896%2012958180473', '1773894772896%252012958180473'],
  ['an emoji', '🎉', '%F0%9F%8E%89'],
  ['a placeholder', '{CHAT_ID}', '%7BCHAT_ID%7D'],
  ['a replacement pattern', "$&$1$'", "%24%26%241%24'"],
  ['a prototype key', '__proto__', '__proto__'],
  ['an URL', 'https://evil.test', 'https%3A%2F%2Fevil.test'],
];

const loneSurrogate = /\p{Surrogate}/u;

describe('an id in a path', () => {
  it.each(refused)('%s is refused and nothing is sent', async (_what, value) => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const { pins } = testClient({ fetch });
    const error = await errorOf(
      InputError,
      pins('getPinnedMessages', { path: { CHAT_ID: untyped<string>(value) } }),
    );
    expect(error).toMatchObject({ outcome: 'notApplied', attempts: 0, retryable: false });
    expect(error.message).toContain('CHAT_ID');
    expect(sent).toEqual([]);
  });

  it.each(encoded)('%s is encoded once, as one segment', async (_what, value, segment) => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    await testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: value } });
    expect(sent[0]?.url).toBe(`${api}/chats/${segment}/pin-messages`);
  });

  it('that is a number is refused with advice to keep it as a string', () => {
    expect(thrownBy(InputError, () => encodeSegment(1e18, 'CHAT_ID')).message).toContain(
      'keep them as strings',
    );
  });

  it('whatever the string: it decodes to itself, and segments and origin are those of the template', () => {
    const templates = ['/chats/{A}/pin-messages', '/pin-categories/{A}', '/a/{A}/b/{B}'];
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom('.', '/', '\\', '%', '2e', '2f', '?', '#', '{', '}', '\0', '\r\n', '🎉', ' '),
          { maxLength: 6 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...templates), id, id, (template, A, B) => {
        const ids = { A, B };
        const used = template.includes('{B}') ? [A, B] : [A];
        if (used.some((value) => ['', '.', '..'].includes(value) || loneSurrogate.test(value))) {
          thrownBy(InputError, () => fillPath(template, ids));
          return;
        }
        const url = new URL(`${api}${fillPath(template, ids)}`);
        const segments = url.pathname.split('/');
        const expected = `${new URL(api).pathname}${template}`.split('/');
        expect(url.origin).toBe(new URL(api).origin);
        expect([url.search, url.hash]).toEqual(['', '']);
        expect(segments.length).toBe(expected.length);
        expect(segments.map(decodeURIComponent)).toEqual(
          expected.map((part) => part.replace(/^\{([AB])\}$/, (_all, name) => (name === 'A' ? A : B))),
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it('of a name on Object.prototype is not taken from there', () => {
    thrownBy(InputError, () => fillPath('/chats/{constructor}', {}));
  });
});
