import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocumentText } from '../../../src/upstream/read/read-document.ts';
import { UnreadableDocument } from '../../../src/upstream/read/upstream-document.ts';

const head = 'openapi: 3.0.0\npaths: {}\n';
const read = (text: string) => parseDocumentText('some.yaml', text);

test('any text is read or refused, and lines are within it', () => {
  const yamlish = fc.array(
    fc.constantFrom(
      'a',
      'b: ',
      '- ',
      '\n',
      '  ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '<<: ',
      '"',
      "'",
      '|\n',
      '#',
      '!t ',
      '? ',
      ',',
      '1e9',
      '\t',
      '---\n',
      '\\',
    ),
    { maxLength: 40 },
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    yamlish.map((parts) => parts.join('')),
    yamlish.map((parts) => head + parts.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const lines = source.split(/\r\n?|\n/).length;
      try {
        const document = read(source);
        expect(JSON.parse(JSON.stringify(document.value))).toBeDefined();
        for (const key of Object.keys(document.value))
          expect(document.lineOf([key])).toBeLessThanOrEqual(lines);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableDocument);
        expect(
          Number(/^some\.yaml:(\d+)/.exec(String((error as Error).message))?.[1] ?? 1),
        ).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 1500 },
  );
});

test('any data comes back as it was', () => {
  const keys = fc.string({ minLength: 1 }).filter((key) => !key.includes('\0'));
  const data = fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true });
  fc.assert(
    fc.property(data, (extra) => {
      const source = JSON.stringify({ ...extra, openapi: '3.1.0', paths: {} });
      fc.pre(!/-?\d(\.\d+)?e[-+]?\d/i.test(source) && !/\d{16}/.test(source));
      const expected: unknown = JSON.parse(source);
      expect(JSON.parse(JSON.stringify(read(source).value))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
