import { inspect } from 'node:util';
import { describe, expect } from 'vitest';
import type { Answer } from '../../../packages/core/test/fake-fetch.ts';
import { fakeFetch, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { everyClass, pinChat, post, read } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const polluting = [
  '{"data":[{"id":"1","__proto__":{"polluted":1}}]}',
  '{"__proto__":{"data":[{"polluted":1}],"polluted":1},"data":[]}',
  '{"constructor":{"prototype":{"polluted":1}},"data":[]}',
  '{"data":[{"id":"1","__proto__":{"toString":1,"polluted":1488288613043522033}}]}',
  '{"code":"__proto__","message":"polluted"}',
  '{"error":{"__proto__":{"code":"polluted"},"code":"constructor"}}',
  '{"code":"hasOwnProperty","message":{"polluted":1}}',
];

describe('a reply with keys that mean something to JavaScript', () => {
  carries.each('P03', polluting, '(%s) pollutes nothing, as a success and as a refusal', async (body) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const status of [200, 400, 500]) {
      for (const call of everyClass) {
        const { fetch } = fakeFetch(text(body, { status }));
        await call.run(cliqOn(fetch)).then(
          () => undefined,
          (error: unknown) => failureOf(Promise.reject(error)),
        );
      }
    }
    expect({}).not.toHaveProperty('polluted');
    expect([]).not.toHaveProperty('polluted');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  carries('P03', 'has them as data like any other', async () => {
    const { fetch } = fakeFetch(text('{"data":[{"id":"1","__proto__":{"admin":true},"constructor":7}]}'));
    const [pin] = await cliqOn(fetch).pins.list('1').toArray();
    expect(Object.keys(Object(pin))).toEqual(['id', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(pin)).toBe(Object.prototype);
    expect(pin).not.toHaveProperty('admin');
  });
});

const deep = 100_000;
const nested: [what: string, body: string][] = [
  ['objects', `${'{"data":'.repeat(deep)}[]${'}'.repeat(deep)}`],
  ['lists', `{"data":${'['.repeat(deep)}1488288613043522033${']'.repeat(deep)}}`],
  ['errors', `${'{"error":'.repeat(deep)}1${'}'.repeat(deep)}`],
  ['lists without an end', '['.repeat(deep)],
  ['a code', `{"code":${'['.repeat(deep)}${']'.repeat(deep)}}`],
];

describe('a reply that is nested 100,000 deep', () => {
  carries.each(
    'P04',
    nested,
    '(%s) overflows no stack: in the parser, the error, or a log of it',
    async ([, body]) => {
      for (const status of [200, 400, 500]) {
        for (const call of everyClass) {
          const { fetch } = fakeFetch(text(body, { status }));
          const error = await call.run(cliqOn(fetch)).then(
            () => undefined,
            (reason: unknown) => failureOf(Promise.reject(reason)),
          );
          if (status >= 400) expect(error).toMatchObject({ status, operation: call.operation });
          expect(inspect(error, { depth: null }).length).toBeLessThan(10_000);
          expect(String(JSON.stringify(error)).length).toBeLessThan(10_000);
        }
      }
    },
  );

  carries('P04', 'in a body of the caller is refused, and nothing is sent', async () => {
    let value: unknown[] = [];
    for (let depth = 0; depth < deep; depth += 1) value = [value];
    const { fetch, sent } = fakeFetch(text('{"data":[]}'));
    const { pins, threads } = cliqOn(fetch);
    const wrong = value as never;
    for (const call of [
      pins.add('1', { message_id: wrong, expiry_time: -1, notify: false }),
      pins.add('1', { message_id: '1_2', expiry_time: wrong, notify: false }),
      threads.reply('1', { text: wrong }),
      threads.reply(wrong, { text: 'a' }),
    ]) {
      expect(await failureOf(call)).toMatchObject({ name: 'InputError', outcome: 'notApplied' });
    }
    expect(sent).toEqual([]);
  });
});

/** JSON texts as the parser of JavaScript sees them, good and bad. */
const texts = [
  [
    '{"a":1,"a":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"":0}',
    '{"a":{}}',
    '[[]]',
    '[1e1,1E+2,0.1e-1]',
    '-0',
    '[-0]',
  ],
  [
    '"\\u0000"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\u2028"',
    '" "',
    '"\\/"',
    ' \t\r\n1 ',
    '1.0',
    '123e65',
    'true',
  ],
  [
    'NaN',
    '[NaN]',
    'Infinity',
    '-Infinity',
    '[1,]',
    '[,1]',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a":1 "b":2}',
  ],
  [
    '01',
    '-01',
    '+1',
    '.5',
    '1.',
    '1.e1',
    '0x1',
    '1e',
    '--1',
    '1_000',
    '1 2',
    '{}{}',
    '[]]',
    '[1]x',
    '"a"b',
    '// c\n1',
  ],
  [
    '"\n"',
    '"\t"',
    '"\\x"',
    '"\\u12"',
    '"a',
    '[1',
    '{"a"',
    '{"a":',
    '/**/1',
    '\ufeff\ufeff1',
    '\u00a01',
    'tru',
    'nul',
  ],
  [
    'undefined',
    'None',
    '[1] ;',
    'null,',
    '{"a":undefined}',
    '[\u0000]',
    '\u0000',
    '[1\f]',
    '["\u007f"]',
    '[1488288613043522033,]',
  ],
].flat();

const parse = (source: string): { value?: unknown } => {
  try {
    return { value: JSON.parse(source) };
  } catch {
    return {};
  }
};

describe('the JSON of a reply', () => {
  carries.each('P09', texts, '(%s) is read or refused as JSON.parse does', async (source) => {
    const body = `{"data":[{"id":"1_2","told":${source}}]}`;
    const expected = parse(body);
    const call = cliqOn(fakeFetch(text(body)).fetch)
      .pins.list('1')
      .toArray();
    if ('value' in expected) expect({ data: await call }).toEqual(expected.value);
    else expect(await failureOf(call)).toMatchObject({ name: 'ResponseError', status: 200, attempts: 1 });
  });

  carries('P09', 'is not read beyond its end', async () => {
    const answers: Answer[] = [
      '{"data":[]}{}',
      '{"data":[]} x',
      '{"data":[]}\u0000',
      '[{"data":[]}',
      '{"data":[]}]',
    ].map((body) => text(body));
    for (const answer of answers) {
      for (const call of [read, pinChat, post]) {
        const error = await failureOf(call.run(cliqOn(fakeFetch(answer).fetch)));
        expect(error).toMatchObject({ name: 'ResponseError', operation: call.operation });
      }
    }
  });
});
