import type { OperationDescriptor, OperationId } from 'cliqkit';
import { operations } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { anyCall, everyOperation, leastInput, leastReply, pathNames } from '../support/every-operation.ts';
import { failureOf } from '../support/failure-of.ts';

const base = new URL('https://cliq.test/api/v3');

/** What the calls below sent. One client makes them all, for there are many. */
const urls: string[] = [];
const call = anyCall(async (input) => {
  urls.push(String(input));
  return current ? leastReply(current) : new Response(null, { status: 204 });
});
let current: OperationDescriptor | undefined;

/** The ids of an operation's path: good ones, but for these. */
function idsWith(id: OperationId, path: Record<string, unknown>): Record<string, unknown> {
  return { ...leastInput(operations[id]).path, ...path };
}

/** Calls an operation with these path ids, and answers with the URL that was sent. */
async function urlWith(id: OperationId, path: Record<string, unknown>): Promise<URL> {
  current = operations[id];
  urls.length = 0;
  await call(id, { ...leastInput(operations[id]), path: idsWith(id, path) });
  expect(urls).toHaveLength(1);
  return new URL(urls[0] ?? '');
}

/** Refuses these path ids, and sends nothing. */
async function refuses(id: OperationId, path: Record<string, unknown>): Promise<void> {
  urls.length = 0;
  const error = await failureOf(call(id, { ...leastInput(operations[id]), path }));
  expect(error).toMatchObject({ name: 'InputError', operation: id, outcome: 'notApplied', attempts: 0 });
  expect(urls).toEqual([]);
}

const withIds = everyOperation.filter((operation) => pathNames(operation).length > 0);
const rows = withIds.map((operation) => [operation.id, pathNames(operation)] as const);

/** The URL of a plain id, to hold the others against. */
const plainUrls = new Map<string, URL>();

async function plainUrl(id: OperationId, name: string): Promise<URL> {
  const url = plainUrls.get(`${id} ${name}`) ?? (await urlWith(id, { [name]: 'PLAIN' }));
  plainUrls.set(`${id} ${name}`, url);
  return url;
}

/** What a URL must be for an id: the same as for a plain one, but for one segment. */
async function expectOneSegment(id: OperationId, name: string, value: string): Promise<void> {
  const plain = await plainUrl(id, name);
  const url = await urlWith(id, { [name]: value });
  const meant = plain.pathname.split('/').map((part) => (part === 'PLAIN' ? value : part));
  expect({
    origin: url.origin,
    segments: url.pathname.split('/').map(decodeURIComponent),
    rest: url.search + url.hash,
  }).toEqual({ origin: base.origin, segments: meant, rest: plain.search });
}

describe('a path id that would be another URL', () => {
  carries.each('I01', rows, 'is refused by %s', async ([id, names]) => {
    for (const name of names)
      for (const value of ['', '.', '..']) await refuses(id, idsWith(id, { [name]: value }));
  });

  carries.each('I04', rows, 'for it is no string is refused by %s', async ([id, names]) => {
    const values = [
      undefined,
      null,
      Number.NaN,
      0,
      7,
      7n,
      true,
      {},
      [],
      ['1'],
      Symbol('s'),
      () => '1',
      new String('1'),
      new Date(0),
    ];
    for (const name of names) for (const value of values) await refuses(id, idsWith(id, { [name]: value }));
    await refuses(id, {});
    await refuses(id, Object.create(Object.fromEntries(names.map((name) => [name, 'inherited']))));
  });
});

const disguised = [
  ...[
    '%2e',
    '%2e%2e',
    '%2E%2E',
    '.%2e',
    '%2e.',
    '%252e%252e',
    '%252e',
    '..%2f',
    '..%2F..',
    '%2f',
    '%5c',
    '..%5c',
  ],
  ...[
    '..;',
    '..;/',
    '../',
    '..\\',
    '..\\..\\',
    '\\',
    '/',
    '//',
    '//evil.test',
    '/..',
    './',
    '.;',
    '；',
    '．．',
    '／',
    '․․',
    '‥',
  ],
  ...[
    '%c0%ae%c0%ae',
    '%u002e',
    '%00',
    '%0d%0a',
    '%',
    '%%',
    '%zz',
    '%2',
    '?',
    '#',
    '?a=b',
    '#a',
    '&',
    '=',
    '@evil.test',
  ],
  ...[
    'https://evil.test',
    'javascript:alert(1)',
    'CATEGORY_ID',
    '{CHAT_ID}',
    '$&',
    "$'",
    '$1',
    '$$',
    ':',
    '~',
    '...',
    ' ',
    '  ',
    '\t',
  ],
];

const anyId = fc.constantFrom(...rows.map(([id, [name = '']]) => ({ id, name })));

describe('a path id that is a disguised way up', () => {
  carries('I02', 'is one segment on the same origin, in every operation', async () => {
    for (const [id, names] of rows) {
      for (const name of names) for (const value of disguised) await expectOneSegment(id, name, value);
    }
  });

  carries(
    'I02',
    'is one segment, whatever it is put together from',
    async () => {
      const parts = fc.constantFrom(...disguised, '.', '..', 'a', '1488288613043522033');
      const values = fc.array(parts, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
      await fc.assert(
        fc.asyncProperty(anyId, values, async ({ id, name }, value) => {
          if (value === '.' || value === '..') return;
          await expectOneSegment(id, name, value);
        }),
        { numRuns: 50_000 },
      );
    },
    120_000,
  );
});

const meaning = [
  '/',
  '?',
  '#',
  ';',
  '\\',
  '\0',
  '\r',
  '\n',
  '%',
  '&',
  '=',
  '+',
  ':',
  '@',
  '|',
  '<',
  '"',
  "'",
  '`',
  '\u2028',
  '\u202e',
  '\ufeff',
  'é',
  '🎉',
  '\ud83d',
  '.',
];

describe('a path id with characters that mean something', () => {
  carries(
    'I03',
    'is encoded, or refused; what is sent means what was given',
    async () => {
      const values = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.array(fc.constantFrom(...meaning), { maxLength: 12 }).map((pieces) => pieces.join('')),
      );
      await fc.assert(
        fc.asyncProperty(anyId, values, async ({ id, name }, value) => {
          if (['', '.', '..'].includes(value) || !isWellFormed(value)) await refuses(id, { [name]: value });
          else await expectOneSegment(id, name, value);
        }),
        { numRuns: 50_000 },
      );
    },
    120_000,
  );
});

function isWellFormed(value: string): boolean {
  try {
    encodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}
