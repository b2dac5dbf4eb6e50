import fc from 'fast-check';

const prototypeKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', ''];

const oddTexts = [
  '',
  ' ',
  '\u0000',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e999',
  '%00',
  '%2e%2e%2f',
  '../../etc/passwd',
  '\u202etxt.exe',
  '\ud800',
  '\ufeff',
  '👩‍👩‍👧‍👦',
  'ＦＵＬＬ',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  'a\r\nSet-Cookie: x=y',
  '9'.repeat(400),
  'x'.repeat(256),
  'x'.repeat(5001),
  '٣٤٥',
  'default ',
  'Default',
  'CT_1_1-T-',
  '-T-1',
  '1-T-1-T-1',
  '1791012900750 12958215478',
  '1791012900750%2012958215478',
  ...prototypeKeys,
];

/** Texts that something might stumble over. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'grapheme' }) },
);

/** Keys that no body has, or that mean something to JavaScript. */
export const oddKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...prototypeKeys, 'color', 'Title', 'chat_id', 'chat_ids', 'title', 'text', 'user_ids'),
  oddText,
);

const oddNumbers = [
  0,
  -0,
  -1,
  1,
  0.5,
  2 ** 31,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  8.64e15,
  8.64e15 + 1,
  1e308,
  5e-324,
];

/** Any JSON value, of the wrong type most of the time. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [null], [[]], { length: 1 }, ...oddNumbers),
  oddText,
  fc.jsonValue({ maxDepth: 3 }),
);

const ajar = ['[', '{"a":', '[[{"title":'];

/** Texts that are no JSON, or JSON of a shape that no body has. */
export const oddBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'null',
    'true',
    '7',
    '""',
    '[]',
    '{}',
    '{',
    '}',
    '{"a"}',
    "{'title':'x'}",
    '{title:"x"}',
    '{"title":"x",}',
    '{"title":NaN}',
    '{"title":"\u0007"}',
    '{"title":"\\ud800"}',
    '{"title":"x"}{"title":"y"}',
    '// x\n{"title":"x"}',
    '{"title":1e999}',
    '{"__proto__":{"title":"x"}}',
    '{"title":"x","__proto__":{"symbol":"y"}}',
    'title=x&symbol=y',
    '<title>x</title>',
  ),
  fc
    .tuple(fc.constantFrom(...ajar), fc.integer({ min: 1, max: 20_000 }))
    .map(([open, depth]) => open.repeat(depth)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `{"title":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  oddValue.map((value) => JSON.stringify(value)),
);
