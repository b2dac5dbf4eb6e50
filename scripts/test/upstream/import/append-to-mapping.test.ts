import { describe, expect, it } from 'vitest';
import { appendToMapping } from '../../../src/upstream/import/append-to-mapping.ts';

describe('adding to a mapping of a YAML file', () => {
  it('leaves every other sign of the file as it is', () => {
    const text = '# Head\na:\n  one: 1   # first\n\n  two: { x:   2 } # second\n\n# Between\nb: [ 3 ]\n';
    expect(appendToMapping('file.yaml', text, ['a'], 'three:\n  y: 3\n')).toBe(
      '# Head\na:\n  one: 1   # first\n\n  two: { x:   2 } # second\n  three:\n    y: 3\n\n# Between\nb: [ 3 ]\n',
    );
  });

  it('works at the end of a file, and where the last entry is long', () => {
    expect(
      appendToMapping('file.yaml', 'a:\n  b:\n    c: >-\n      long\n      text', ['a', 'b'], 'd: 1'),
    ).toBe('a:\n  b:\n    c: >-\n      long\n      text\n    d: 1');
  });

  it.each(['a: {}\n', 'a: { b: 1 }\n', 'a: [1]\n', 'b: 1\n'])('refuses %j', (text) => {
    expect(() => appendToMapping('file.yaml', text, ['a'], 'b: 1')).toThrow(
      'file.yaml: a should be a mapping',
    );
  });
});
