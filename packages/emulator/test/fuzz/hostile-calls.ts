import fc from 'fast-check';
import { oddBody, oddKey, oddText } from './odd-values.ts';
import { reference } from './references.ts';
import type { Asked } from './step.ts';
import { encodeAround } from './valid-calls.ts';

/*
 * Requests that keep to nothing, and requests to the accounts server.
 */

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND', 'get'];

const words = [
  'chats',
  'channels',
  'channelsbyname',
  'threads',
  'pin-categories',
  'pin-messages',
  'pins',
  'messages',
  'main',
  'followers',
  'members',
  'follow',
  'leave',
  'network',
  'api',
  'v3',
  '_emulator',
  'health',
  'reset',
  'oauth',
];

const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom('ChatId', 'ThreadChatId', 'FolderId').chain(reference) },
  { weight: 2, arbitrary: oddText.map(encodeAround) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '.', '..', '%', '%ZZ', '%C0%AF', '%2F', '%25', 'a;b', '~', '*'),
  },
);

const query = fc
  .array(fc.tuple(oddKey, oddText), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${encodeAround(name)}=${encodeAround(value)}`).join('&'));

const bytes = fc.uint8Array({ maxLength: 200 }).map((drawn) => new Uint8Array(drawn));

const anything: fc.Arbitrary<Asked> = fc
  .record({
    method: fc.constantFrom(...methods),
    root: fc.constantFrom(
      '~',
      '~',
      '~',
      '~',
      '/',
      '/api/v2',
      '/_emulator',
      '/network/x/api/v3',
      '/network//api/v3',
    ),
    segments: fc.array(segment, { maxLength: 6 }),
    query,
    body: fc.option(fc.oneof(oddBody, oddBody, bytes), { nil: undefined }),
  })
  .map(({ method, root, segments, query: drawn, body }) => ({
    intent: 'hostile',
    method,
    target: `${root}${['', ...segments].join('/')}${drawn === '' ? '' : `?${drawn}`}`,
    headers: {},
    ...(body === undefined ? {} : { body }),
  }));

/** Rare, because each of them is a mebibyte long: at the limit of the door, and on either side of it. */
const huge: fc.Arbitrary<Asked> = fc
  .tuple(fc.constantFrom(2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1), fc.constantFrom('x', '[', ' '))
  .map(([length, filling]) => ({
    intent: 'hostile',
    operation: 'createPinCategory',
    method: 'POST',
    target: '~/pin-categories',
    headers: {},
    body: filling.repeat(length),
  }));

const formNames = [
  'grant_type',
  'client_id',
  'client_secret',
  'refresh_token',
  'code',
  'device_code',
  'redirect_uri',
  'scope',
  'token',
  'access_type',
  'code_verifier',
  'response_type',
  'state',
];
const formValues = [
  'refresh_token',
  'authorization_code',
  'client_credentials',
  'device_request',
  'device_token',
  'offline',
  'code',
  'ZohoCliq.Chats.READ',
  'ZohoCliq.Chats.READ,ZohoCliq.Chats.ALL',
  'https://app.example/callback',
  'javascript:alert(1)',
  '⟦ClientId:0⟧',
  '⟦ClientSecret:0⟧',
  '⟦RefreshToken:0⟧',
  'emu_refresh_0',
];

const client = [
  ['client_id', '⟦ClientId:0⟧'],
  ['client_secret', '⟦ClientSecret:0⟧'],
] as const;

/** Forms with anything in them; every second one of a client that is known. */
const form = fc
  .tuple(
    fc.constantFrom([], client),
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...formNames) }, { weight: 1, arbitrary: oddKey }),
        fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...formValues) }, { weight: 1, arbitrary: oddText }),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([known, pairs]) =>
    [...known, ...pairs].map(([name, value]) => `${encodeAround(name)}=${encodeAround(value)}`).join('&'),
  );

const accountPaths = [
  '/oauth/v2/token',
  '/oauth/v2/token',
  '/oauth/v2/token/revoke',
  '/oauth/v2/auth',
  '/oauth/v3/device/code',
  '/oauth/v3/device/token',
  '/oauth/v2',
  '/oauth/../oauth/v2/token',
  '/.well-known/oauth-authorization-server',
  '/',
];

const toAccounts: fc.Arbitrary<Asked> = fc
  .record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE'),
    path: fc.constantFrom(...accountPaths),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: form }),
    body: fc.oneof(
      { weight: 5, arbitrary: form },
      { weight: 1, arbitrary: oddBody },
      { weight: 1, arbitrary: bytes },
    ),
  })
  .map(({ method, path, query: drawn, body }) => ({
    intent: 'hostile',
    method,
    target: `${path}${drawn === '' ? '' : `?${drawn}`}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  }));

/** A refresh that the accounts server grants, until there have been too many. */
const refresh: Asked = {
  intent: 'valid',
  method: 'POST',
  target: '/oauth/v2/token',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=refresh_token&client_id=⟦ClientId:0⟧&client_secret=⟦ClientSecret:0⟧&refresh_token=⟦RefreshToken:0⟧',
};

export const refreshes: fc.Arbitrary<Asked> = fc.constant(refresh);

export const hostileCalls: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 300, arbitrary: anything },
  { weight: 150, arbitrary: toAccounts },
  { weight: 1, arbitrary: huge },
);
