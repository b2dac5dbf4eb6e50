import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProse } from '../../../src/upstream/read/read-prose.ts';
import { cpuTime } from './cpu-time.ts';

/** Words that mean nothing to the reader. */
const word = fc.stringMatching(/^[b-df-hj-np-tv-z]{4,9}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `Zq${words.join(' ')}.`);
const sentences = fc.array(sentence, { minLength: 1, maxLength: 4 });

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const fact = fc.constantFrom(
  'Threshold limit: 20 requests per min per user.',
  'Lock period: 5 minutes.',
  'Maximum length: 50 characters.',
  'Possible values: open, closed.',
  '<b>Threshold limit:</b> 20 requests per min per user<br>',
  '\n\n| Error Code | Description |\n|---|---|\n| a_b | Cd. |\n\n',
  '<ul><li><code>open</code>: Ef.</li><li><code>closed</code>: Gh.</li></ul>',
);

test('text without facts stays as it is', () => {
  const paragraphs = fc.array(sentences, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(paragraphs, fc.constantFrom(' ', '\n', '  '), (texts, gap) => {
      const text = texts.map((parts) => parts.join(gap)).join('\n\n');
      expect(readProse(text)).toEqual({ text, errors: [], values: [] });
    }),
    { numRuns: 300 },
  );
});

test('facts are gone, and every other word is there in its order', () => {
  const part = fc.oneof(
    sentence.map((text) => ({ text, kept: text })),
    sentence.map((text) => ({ text: `<p>${text}</p>`, kept: text })),
    fact.map((text) => ({ text, kept: '' })),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 10 }), fc.constantFrom(' ', '\n', '\n\n'), (parts, gap) => {
      // A second list of values has no place in the result, so it stays.
      const isValues = (text: string): boolean => /values|<li>/.test(text);
      fc.pre(parts.filter(({ text }) => isValues(text)).length < 2);
      const { text } = readProse(parts.map((one) => one.text).join(gap));
      expect(wordsOf(text)).toEqual(wordsOf(parts.map(({ kept }) => kept).join(' ')));
    }),
    { numRuns: 500 },
  );
});

test('nothing makes it throw, and what it reads makes sense', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'<p> </p> <b> <ul> <li> </ul> <table> <tr> <td> <th> </table> <code> </code> <details> <summary> <br> <pre> <!-- --> <script> </script> &nbsp; &#0; &'.split(
        ' ',
      ),
      ...[
        '| ',
        '|---|',
        '\n',
        '\n\n',
        '- ',
        '**',
        '`',
        'maximum ',
        'up to ',
        '25 ',
        'users ',
        'characters ',
        'limit: ',
        'requests ',
        'per ',
        'minute ',
        'lock ',
        'period: ',
        'Allowed values: ',
        'Error Code',
        'a_b',
        'or ',
        ', ',
        '. ',
      ],
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { text, limit, lockSeconds, maximum, errors, values } = readProse(pieces.join(''));
      expect(text).not.toMatch(/[\uFDD0-\uFDD3]/);
      expect(limit === undefined || (limit.requests > 0 && limit.windowSeconds > 0)).toBe(true);
      expect(lockSeconds === undefined || lockSeconds > 0).toBe(true);
      expect(
        maximum === undefined ||
          Object.values(maximum).every((size) => Number.isSafeInteger(size) && size > 0),
      ).toBe(true);
      expect(errors.every(({ code }) => code !== '')).toBe(true);
      expect(values.every(({ value }) => value !== '')).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test.each([
  '<',
  '&',
  '<div>',
  '<b><p>',
  '<ul><li>',
  '<table><tr><td>',
  '<p a="',
  "<p '",
  '<script>',
  '</script>',
  '<!--',
  '&amp;',
  '1',
  '1,111,',
  '|',
  '|a|\n',
  '**',
  '**a',
  ' ',
  '\n',
  '\t\n',
  ' \n',
  'maximum ',
  'maximum of 5 ',
  'up to 5 a ',
  'limit: 20 ',
  'rate ',
  'lock 5 ',
  '(',
  '(max 5 ',
  '. ',
  'word ',
  'a, ',
  '`',
  '- a: b\n',
  '# ',
  '```\n',
  '20 requests per ',
  'error codes\n',
  'Possible values: a, ',
  'Lock period: 5 min ',
])('a long text of %j takes time in proportion', (piece) => {
  const time = (length: number): number => {
    const text = piece.repeat(length / piece.length);
    return cpuTime(() => readProse(text));
  };
  time(10_000);
  // Were it the square, four times the length would take sixteen times as long.
  const short = Math.min(time(25_000), time(25_000));
  expect(time(100_000)).toBeLessThan(10 * short + 300);
});
