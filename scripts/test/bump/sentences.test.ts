import { expect, test } from 'vitest';
import { compareSpecs } from '../../src/bump/spec-changes.ts';
import type { Manifest } from '../../src/public-manifests.ts';
import type { Spec } from './repository.ts';
import { edited, operation, pins } from './repository.ts';

const manifests: Manifest[] = [
  { name: 'cliqkit', version: '1.0.0', dependencies: { '@cliqkit/pins': 'workspace:^' } },
  { name: '@cliqkit/emulator', version: '1.0.0' },
  { name: '@cliqkit/pins', version: '1.0.0' },
  { name: '@cliqkit/types', version: '1.0.0' },
];

const path = 'packages/types/openapi/pins.json';

function lines(now: Spec, was: Spec = pins()): string[] {
  const [older, newer] = [was, now].map((spec) => new Map([[path, JSON.stringify(spec)]]));
  return compareSpecs(older ?? new Map(), newer ?? new Map(), manifests).map(
    ({ kind, text }) => `${kind}: ${text}`,
  );
}

const post = 'paths>/pins>post';
const request = 'components>schemas>PinRequest';
const reply = 'components>schemas>Pin';

test.each<[what: string, path: string, value: unknown, lines: string[]]>([
  [
    'a window',
    `${post}>x-rate-limit>windowSeconds`,
    90,
    ['stricter: `pinChat` allows 50 calls in 90 seconds; it was 50 calls a minute.'],
  ],
  [
    'a lock',
    `${post}>x-rate-limit>lockSeconds`,
    630,
    ['stricter: `pinChat` locks for 630 seconds after too many calls; it was 5 minutes.'],
  ],
  [
    'scopes',
    `${post}>security`,
    [{ ZohoOAuth: ['ZohoCliq.Chats.ALL'] }],
    ['stricter: `pinChat` needs the scope `ZohoCliq.Chats.ALL`; it was the scope `ZohoCliq.Chats.CREATE`.'],
  ],
  ['a mark', `${post}>deprecated`, true, ['changed: `pinChat` is deprecated.']],
  ['an operation', post, undefined, ['breaking: `pinChat` is gone.']],
  [
    'a key that must be there',
    `${request}>required`,
    ['ids', 'kind'],
    ['breaking: `PinRequest.kind` in requests of `pinChat` is required.'],
  ],
  [
    'a key that need not',
    `${request}>required`,
    [],
    ['changed: `PinRequest.ids` in requests of `pinChat` may be left out.'],
  ],
  [
    'a new key',
    `${request}>properties>note`,
    { type: 'string' },
    ['new: `pinChat` takes `PinRequest.note` in requests.'],
  ],
  [
    'a renamed key',
    `${request}>properties`,
    {
      ids: { type: 'array', maxItems: 25, items: { type: 'string' } },
      sort: { type: 'string', enum: ['soft', 'hard'] },
    },
    ['breaking: `PinRequest.kind` in requests of `pinChat` is called `sort`.'],
  ],
  [
    'a value fewer',
    `${request}>properties>kind>enum`,
    ['soft'],
    ['breaking: `PinRequest.kind` in requests of `pinChat` can no longer be `hard`.'],
  ],
  [
    'a value more',
    `${request}>properties>kind>enum`,
    ['soft', 'hard', 'none'],
    ['new: `PinRequest.kind` in requests of `pinChat` may be `none` too.'],
  ],
  [
    'a bound that was not there',
    `${request}>properties>ids>minItems`,
    1,
    ['stricter: `PinRequest.ids` in requests of `pinChat` has at least 1 items; it had no such bound.'],
  ],
  [
    'a type',
    `${reply}>properties>text>type`,
    'integer',
    ['breaking: `Pin.text` in replies of `getPin` and `pinChat` is `integer`; it was `string`.'],
  ],
  [
    'a reply that may lack a key',
    `${reply}>required`,
    [],
    ['breaking: `Pin.id` in replies of `getPin` and `pinChat` may be absent.'],
  ],
  [
    'a status',
    `${post}>responses>404`,
    { description: 'No such pin.' },
    ['changed: The 404 reply of `pinChat` is new.'],
  ],
  [
    'a parameter',
    `${post}>parameters`,
    [{ name: 'notify', in: 'query', schema: { type: 'boolean' } }],
    ['new: `pinChat` takes the query parameter `notify`.'],
  ],
  ['the version', 'info>version', '4.0.0', ['changed: The version of the API is `4.0.0`; it was `3.0.0`.']],
  ['the data centres, which the API report has by name', 'servers', [], []],
  [
    'the words',
    `${reply}>description`,
    'A pin.',
    ['changed: Descriptions and examples of the pins were put in other words.'],
  ],
])('%s', (_, place, value, expected) => {
  expect(lines(edited(pins(), place, value))).toEqual(expected);
});

test('a list of many operations is cut short', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [
    `/${id}`,
    { get: operation(id, 'ZohoCliq.Chats.READ') },
  ]);
  const spec = edited(pins(), 'paths', Object.fromEntries(many));
  expect(lines(edited(spec, `${reply}>properties>text`, undefined), spec)).toEqual([
    'breaking: `Pin.text` in replies of `a`, `b`, `c` and 3 others is gone.',
  ]);
});

test('a document that is not JSON is named', () => {
  const older = new Map([[path, '{}']]);
  expect(() => compareSpecs(older, new Map([[path, '<<<<<<< HEAD']]), manifests)).toThrow(
    /^packages\/types\/openapi\/pins\.json is not JSON: .* Run `pnpm generate`/,
  );
});
