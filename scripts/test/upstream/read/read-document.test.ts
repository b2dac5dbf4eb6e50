import { describe, expect, test } from 'vitest';
import { parseDocumentText } from '../../../src/upstream/read/read-document.ts';
import type { UpstreamDocument } from '../../../src/upstream/read/upstream-document.ts';
import { UnreadableDocument } from '../../../src/upstream/read/upstream-document.ts';
import { cpuTime } from './cpu-time.ts';

const head = 'openapi: 3.0.0\npaths: {}\n';

function read(text: string): UpstreamDocument {
  return parseDocumentText('some.yaml', text);
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UnreadableDocument) return error.message;
    throw error;
  }
  throw new Error('It was read.');
}

function many(text: string, times: number): string {
  return text.repeat(times);
}

/** Arrays of nine aliases of the array before, some levels deep: nine to the power of the levels. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(9).fill(items).join(', ')}]`;
  });
  return head + lines.join('\n');
}

describe('a document that can be read', () => {
  test('YAML and JSON give the same', () => {
    const yaml = read("openapi: 3.0.0\npaths:\n  /stars:\n    get: {operationId: 'list stars'}\n");
    const json = read(
      '{"openapi": "3.0.0",\n\t"paths": {"\\/stars": {"get": {"operationId": "list stars"}}}}',
    );
    expect(yaml.value).toEqual(json.value);
    expect(yaml.file).toBe('some.yaml');
  });

  test.each([
    ['12345678901234567890', '12345678901234567890'],
    ['-12345678901234567890', '-12345678901234567890'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['007', '007'],
    ['0', 0],
    ['-0', 0],
    ['+5', 5],
    ['1.5', 1.5],
    ['0x1f', 31],
    ['2026-01-31', '2026-01-31'],
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z'],
    ['12:30', '12:30'],
    ['1_000', '1_000'],
    ['yes', 'yes'],
    ['.inf', '.inf'],
    ['~', null],
    ['', null],
    ['True', true],
    ["'5'", '5'],
    ['!!str 5', '5'],
  ])('%s is %j, and nothing is broken', (source, value) => {
    const document = read(`${head}a: ${source}\n`);
    expect(document.value['a']).toBe(value);
    expect(document.brokenNumbers).toEqual([]);
  });

  test.each(['1.7738947728961294e+23', '12e5', '1e400', '0.12345678901234567890'])(
    '%s is a broken number',
    (source) => {
      const document = read(`${head}a:\n  - id: ${source}\n`);
      expect(document.brokenNumbers).toEqual([{ at: ['a', 0, 'id'], line: 4, source }]);
    },
  );

  test('keys are strings as they are written', () => {
    const { value } = read(`${head}200: a\n1.0: b\ntrue: c\n1.0e3: d\n2026-01-31: e\n`);
    expect(Object.keys(value).sort()).toEqual([
      '1.0',
      '1.0e3',
      '200',
      '2026-01-31',
      'openapi',
      'paths',
      'true',
    ]);
  });

  test('__proto__ and constructor are keys like any other', () => {
    const { value } = read(
      `${head}a: {}\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n`,
    );
    expect(Object.keys(value)).toEqual(['openapi', 'paths', 'a', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect('polluted' in {}).toBe(false);
    expect('toString' in value).toBe(false);
  });

  test('aliases are written out, each with the anchor before it', () => {
    const { value } = read(`${head}a: &x 1\nb: &y [*x]\nc: &x 2\nd: [*x, *y]\n`);
    expect(value).toMatchObject({ b: [1], d: [2, [1]] });
  });

  test('<< merges: own keys win, then the first mapping', () => {
    const { value } = read(
      `${head}base: &base {x: 1, y: 2}\none:\n  y: 3\n  <<: *base\nlist:\n  <<: [*base, {x: 9, z: 4}]\n"<<": text\n`,
    );
    expect(value).toMatchObject({ one: { x: 1, y: 3 }, list: { x: 1, y: 2, z: 4 }, '<<': 'text' });
  });

  test('a byte order mark, CRLF and a YAML version change nothing', () => {
    const plain = read(`---\n${head}d: |\n  one\n  two\n`);
    expect(read(`\uFEFF---\r\n${head.replaceAll('\n', '\r\n')}d: |\r\n  one\r\n  two\r\n`).value).toEqual(
      plain.value,
    );
    expect(read(`%YAML 1.1\n---\n${head}d: yes\n`).value['d']).toBe('yes');
  });

  test('$ref that go in circles are data', () => {
    const loop = { $ref: '#/components/schemas/Loop' };
    const text = JSON.stringify({ openapi: '3.0.0', paths: {}, components: { schemas: { Loop: loop } } });
    expect(read(text).value['components']).toEqual({ schemas: { Loop: loop } });
  });

  test('lines: of keys, of items, of the nearest place above, of what an alias or a merge brings', () => {
    const { lineOf } = read(
      `${head}a:\n  list:\n    - one\n    -\n      key: two\n  200: x\nb: &b\n  y: 1\nc:\n  <<: *b\nd: *b\n`,
    );
    expect([
      lineOf([]),
      lineOf(['a', 'list']),
      lineOf(['a', 'list', 0]),
      lineOf(['a', 'list', 1, 'key']),
      lineOf(['a', 200]),
      lineOf(['a', 'list', 9, 'nothing']),
      lineOf(['c', 'y']),
      lineOf(['d']),
      lineOf(['d', 'y']),
      lineOf(['__proto__', 'constructor']),
    ]).toEqual([1, 4, 5, 7, 8, 4, 10, 13, 10, 1]);
  });

  test('two megabytes, and their last line', () => {
    const path = (index: number): string =>
      `  /p${index}/{ID}:\n    get:\n      operationId: op${index}\n      description: |\n${many('        <p>Some text that is long.</p>\n', 20)}`;
    const text = `openapi: 3.0.0\npaths:\n${Array.from({ length: 2500 }, (_, index) => path(index)).join('')}`;
    expect(text.length).toBeGreaterThan(2_000_000);
    const document = read(text);
    expect(document.lineOf(['paths', '/p2499/{ID}', 'get', 'operationId'])).toBe(2 + 2499 * 24 + 3);
  });
});

describe('a document that cannot be read', () => {
  test.each([
    ['an empty file', '', 'some.yaml: This file is empty'],
    ['comments alone', '# one\n# two\n', 'some.yaml: This file holds nothing but comments'],
    ['a text', 'hello', 'some.yaml:1: A text stands where'],
    ['a list', '\n- a\n', 'some.yaml:2: A list stands where'],
    ['a web page', '<!DOCTYPE html>\n<html></html>', 'some.yaml:1: This is a web page'],
    ['other YAML', 'name: me\nversion: 1\n', 'some.yaml:1: There is no key `openapi`'],
    ['no openapi', 'paths: {}\n', 'some.yaml:1: There is no key `openapi`'],
    ['Swagger 2', '\nswagger: "2.0"\npaths: {}\n', 'some.yaml:2: This is Swagger 2'],
    ['OpenAPI 4', '\nopenapi: 4.0.0\npaths: {}\n', 'some.yaml:2: `openapi` should be 3.0.x'],
    ['no paths', '# x\nopenapi: 3.0.0\n', 'some.yaml:2: There is no key `paths`'],
    ['a list of paths', 'openapi: 3.0.0\npaths:\n  - /a\n', 'some.yaml:2: A list stands where `paths`'],
    ['empty paths', 'openapi: 3.0.0\npaths:\n', 'some.yaml:2: Nothing stands where `paths`'],
    [
      'paths without an indent',
      'openapi: 3.0.0\npaths:\n/a: {}\n',
      'some.yaml:2: Nothing stands where `paths`',
    ],
    ['a tab', `${head}a:\n\tb: 1\n`, 'some.yaml:4: A tab stands where'],
    ['a wrong indent', `${head}a:\n    b: 1\n  c: 2\n`, 'some.yaml:5: The indentation does not fit'],
    ['two colons', `${head}a: b: c\n`, 'some.yaml:3: This cannot be a key'],
    ['an open quote', `${head}a: "b\nc: d\n`, 'some.yaml:'],
    ['an open bracket', `${head}a: [1, 2\nb: 3\n`, 'some.yaml:'],
    ['a reserved character', `${head}a: @b\n`, 'some.yaml:3: Plain value cannot start'],
    ['an unknown escape', `${head}a: "x\\q"\n`, 'some.yaml:3: `\\q` means nothing'],
    [
      'an escape that is no character',
      `${head}a: "\\U00110000"\n`,
      'some.yaml:3: `\\U00110000` means nothing',
    ],
    ['an unknown tag', `${head}a: !secret b\n`, 'some.yaml:3: A tag that is not known'],
    ['a tag that makes code of it', `${head}a: !!js/function 'x'\n`, 'some.yaml:3: A tag that is not known'],
    ['binary data', `${head}a: !!binary aGk=\n`, 'some.yaml:3: A tag that is not known'],
    ['a directive', `%TAG ! tag:x,2026:\n---\n${head}`, 'some.yaml:1: A line that starts with `%`'],
    ['a second document', `${head}---\na: 1\n`, 'some.yaml:3: A second document starts'],
    ['no anchor', `${head}a: *b\n`, 'some.yaml:3: No anchor `&b`'],
    [
      'an anchor in itself',
      `${head}a: &x\n  b: [*x]\n`,
      'some.yaml:4: This alias stands within its own anchor',
    ],
    ['a merge of a number', `${head}a:\n  <<: 5\n`, 'some.yaml:4: Only mappings can be merged'],
    ['a list as a key', `${head}? [a]\n: b\n`, 'some.yaml:3: A mapping or list stands as a key'],
    ['no key', `${head}: b\n`, 'some.yaml:3: There is no key before'],
    ['a NUL byte', `${head}a: "\0"\n`, 'some.yaml:3: This file holds a NUL byte'],
  ])('%s', (_, text, message) => {
    const said = refusal(() => read(text));
    expect(said).toContain(message);
    expect(said).toMatch(/^some\.yaml(:\d+)?: /);
    expect(said).not.toMatch(/\bat .*\.[jt]s\b/);
  });

  test('equal keys are named line by line, and at most ten', () => {
    expect(refusal(() => read(`${head}a: {x: 1}\nb:\n  c: 1\n  c: 2\na: 2\n`)).split('\n')).toEqual([
      'some.yaml:6: The key `c` stands in line 5 already. Remove one of the two.',
      'some.yaml:7: The key `a` stands in line 3 already. Remove one of the two.',
    ]);
    const said = refusal(() => read(head + many('a: 1\n', 1000))).split('\n');
    expect(said).toHaveLength(11);
    expect(said.at(-1)).toBe('some.yaml: There are more keys of this kind.');
  });

  test.each([
    ['aliases that multiply', bomb(30), /:\d+: The aliases/],
    [
      'merges that multiply',
      `${head}a0: &a0 {k: 1}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {x: *a${i}, y: *a${i}, <<: *a${i}}\n`).join('')}`,
      /:\d+: The aliases/,
    ],
    [
      'aliases that nest',
      `${head}a0: &a0 [x]\n${Array.from({ length: 3000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`,
      /:3: More than 200/,
    ],
    ['open brackets', `${head}a: ${many('[', 1_000_000)}`, /:3: More than 200/],
    ['open braces', `${head}a: ${many('{a: ', 100_000)}`, /:3: More than 200/],
    ['dashes', `${head}a:\n  ${many('- ', 100_000)}`, /:4: More than 200/],
    ['question marks', head + many('? ', 100_000), /:3: More than 200/],
    ['colons', many(': ', 100_000), /:1: More than 200/],
    [
      'steps',
      Array.from({ length: 2000 }, (_, depth) => `${many(' ', depth)}a:\n`).join(''),
      /:\d+: More than 200/,
    ],
    ['escapes', `${head}a: "${many('\\q', 500_000)}"`, /:3: `\\q`/],
    ['anchors', head + many('&a ', 50_000), /:3: /],
    ['tags', head + many('!a ', 50_000), /:3: /],
    ['directives', many('%a\n', 100_000), /:1: /],
    ['documents', many('---\n', 100_000), /:2: /],
    ['equal keys', head + many('a:\n', 50_000), /:4: The key `a`/],
    ['lines without a meaning', head + many('"a" b\n', 20_000), /:3: /],
  ])('many %s are refused soon', (_, text, message) => {
    const time = cpuTime(() => expect(refusal(() => read(text))).toMatch(message));
    expect(time).toBeLessThan(5000); // Half a second at most, where nothing else runs.
  });

  test('too much is refused before it is read', () => {
    expect(refusal(() => read(many('a', 13 * 1024 * 1024)))).toBe(
      'some.yaml: This file is larger than 12 MB, the most that is read. Split it, or leave out parts.',
    );
  });
});
