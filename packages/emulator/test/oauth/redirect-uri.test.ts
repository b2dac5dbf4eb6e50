import { describe, expect, test } from 'vitest';
import { createEmulator, demoSeed } from '../../src/index.ts';
import { firstUser, locationOf, startFlow } from './flow.ts';

const allow = { user: firstUser, decision: 'allow' };

/** What no browser may ever be sent to, whoever asks. */
const dangerous: readonly string[] = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:http://localhost/x',
  'about:blank',
  'ftp://localhost/x',
  'ws://localhost/x',
  'customscheme:/x',
  '//evil.test/x',
  '/callback',
  'callback',
  '',
  'https://',
  'http://localhost:99999/',
  'https://user@evil.test/',
  'https://:secret@evil.test/',
  'https://localhost\\@evil.test/',
  'https:\\\\evil.test',
  'https://evil.test/#fragment',
  'https://evil.test/\r\nset-cookie: x=1',
  'https://evil.test/\u0000',
  "https://evil.test;script-src 'unsafe-inline'/",
  'https://a;sandbox/',
  'https://a,b/',
  "https://a'b/",
];

describe('without registered URIs, a client has its users sent', () => {
  test.each([
    'http://localhost:3000/callback',
    'http://localhost/',
    'http://LOCALHOST:8080/x?y=1',
    'http://127.0.0.1:1/x',
    'http://[::1]:8080/x',
    'https://app.example.test/callback',
    'https://app.example.test:8443/',
    'https://münchen.test/',
  ])('to %j', async (redirect_uri) => {
    const flow = await startFlow();
    const page = await flow.open(flow.authorizationUrl({ redirect_uri }));
    const { origin } = new URL(redirect_uri);
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${origin};`);
    const back = locationOf(await flow.post(flow.authorizationUrl({ redirect_uri }), allow));
    expect(back.origin).toBe(origin);
    expect((await flow.exchange(back, { redirect_uri })).at('token_type')).toBe('Bearer');
  });

  test.each([
    ...dangerous,
    'http://app.example.test/callback',
    'http://localhost.evil.test/',
    'http://127.0.0.1.nip.io/',
    'http://0.0.0.0/',
    'http://127.0.0.2/',
    'http://[::ffff:127.0.0.1]/',
    'com.example.app:/callback',
  ])('never to %j', async (redirect_uri) => {
    const flow = await startFlow();
    const url = flow.authorizationUrl({ redirect_uri });
    for (const reply of [
      await flow.open(url),
      await flow.post(url, allow),
      await flow.post(url, { decision: 'deny' }),
    ]) {
      expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
      expect(reply.headers.get('content-security-policy')).toContain("form-action 'self'; frame-ancestors");
    }
  });
});

describe('with registered URIs, a client has its users sent', () => {
  const redirectUris = [
    'https://app.example.test/cb?from=zoho',
    'com.example.app:/callback',
    'http://dev.example.test/cb',
  ];
  const seed = { ...demoSeed, clients: [{ name: 'Board', redirectUris }] };

  test.each(redirectUris)('to %j', async (redirect_uri) => {
    const flow = await startFlow({ seed });
    const { clientId, clientSecret } = flow.emulator.clientCredentials('Board');
    const parameters = { client_id: clientId, redirect_uri };
    const page = await flow.open(flow.authorizationUrl(parameters));
    expect(page.text).toContain('<bdi>Board</bdi>');
    const back = locationOf(await flow.post(flow.authorizationUrl(parameters), allow));
    expect(back.href.startsWith(redirect_uri)).toBe(true);
    const own = await flow.exchange(back, { redirect_uri });
    expect(own.body).toEqual({ error: 'invalid_code' });
    const reply = await flow.exchange(back, {
      redirect_uri,
      client_id: clientId,
      client_secret: clientSecret,
    });
    expect(reply.at('token_type')).toBe('Bearer');
  });

  test.each([
    ...dangerous,
    'https://app.example.test/cb',
    'https://app.example.test/cb?from=zoho&x=1',
    'https://app.example.test/CB?from=zoho',
    'https://APP.example.test/cb?from=zoho',
    'http://localhost:3000/callback',
    'com.example.app:/other',
  ])('never to %j', async (redirect_uri) => {
    const flow = await startFlow({ seed });
    const client_id = flow.emulator.clientCredentials('Board').clientId;
    const reply = await flow.post(flow.authorizationUrl({ client_id, redirect_uri }), allow);
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
  });

  test.each(dangerous)('and cannot register %j', async (uri) => {
    const clients = [{ name: 'Board', redirectUris: ['https://app.example.test/', uri] }];
    await expect(createEmulator({ port: false, seed: { ...demoSeed, clients } })).rejects.toThrow(
      'cannot have the redirect URI',
    );
  });
});

describe('the clients of a seed', () => {
  test('have credentials of their own, the same in every run', async () => {
    const seed = { ...demoSeed, clients: [{ name: 'Board', redirectUris: [] }] };
    const [one, two] = [await startFlow({ seed }), await startFlow({ seed })];
    const board = one.emulator.clientCredentials('Board');
    expect(board).toEqual(two.emulator.clientCredentials('Board'));
    expect(board.clientId).toMatch(/^emu_1000\.[0-9A-F]{30}$/u);
    expect(board.clientSecret).toMatch(/^emu_[0-9a-f]{42}$/u);
    expect(board.clientId).not.toBe(one.emulator.credentials.clientId);
    expect(() => one.emulator.clientCredentials('Bored')).toThrow('the seed has no client "Bored"');
  });

  test('each have a name of their own', async () => {
    for (const names of [['Board', 'Board'], ['Emulated app']]) {
      const clients = names.map((name) => ({ name, redirectUris: [] }));
      await expect(createEmulator({ port: false, seed: { ...demoSeed, clients } })).rejects.toThrow(
        'have one name',
      );
    }
  });

  test('cannot use the refresh tokens of another', async () => {
    const seed = { ...demoSeed, clients: [{ name: 'Board', redirectUris: [] }] };
    const flow = await startFlow({ seed });
    const { clientId, clientSecret } = flow.emulator.clientCredentials('Board');
    const { refreshToken } = flow.emulator.credentials;
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const reply = await flow.token({ ...grant, client_id: clientId, client_secret: clientSecret });
    expect(reply.body).toEqual({ error: 'invalid_code' });
    expect((await flow.token(grant)).at('token_type')).toBe('Bearer');
  });

  test('have twenty refresh tokens of a user each', async () => {
    const seed = { ...demoSeed, clients: [{ name: 'Board', redirectUris: [] }] };
    const flow = await startFlow({ seed });
    const { clientId, clientSecret } = flow.emulator.clientCredentials('Board');
    const own = { client_id: clientId, client_secret: clientSecret };
    const offline = { client_id: clientId, access_type: 'offline', prompt: 'consent' };
    const tokens: string[] = [];
    while (tokens.length < 20)
      tokens.push(String((await flow.exchange(await flow.allow(offline), own)).at('refresh_token')));
    const refresh = (token = '') => flow.token({ ...own, grant_type: 'refresh_token', refresh_token: token });
    expect((await refresh(tokens[0])).at('token_type')).toBe('Bearer');
    await flow.exchange(await flow.allow(offline), own);
    expect((await refresh(tokens[0])).body).toEqual({ error: 'invalid_code' });
    expect((await refresh(tokens[1])).at('token_type')).toBe('Bearer');
    const standing = { grant_type: 'refresh_token', refresh_token: flow.emulator.credentials.refreshToken };
    expect((await flow.token(standing)).at('token_type')).toBe('Bearer');
  });
});
