import { describe, expect, test } from 'vitest';
import { demoSeed } from '../../src/index.ts';
import type { Read } from '../session.ts';
import { read } from '../session.ts';
import type { Flow } from './flow.ts';
import { callback, credentialFields, firstUser, locationOf, readScope, startFlow } from './flow.ts';

const quirks = { oauthProfile: 'rfc' } as const;

function start(): Promise<Flow> {
  return startFlow({ quirks });
}

function basic(id: string, secret: string): string {
  const encoded = [id, secret].map((part) => new URLSearchParams({ part }).toString().slice('part='.length));
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

function outcome(reply: Read): readonly [number, unknown] {
  return [reply.status, reply.at('error')];
}

function refreshGrant({ emulator }: Flow): Record<string, string> {
  return { grant_type: 'refresh_token', refresh_token: emulator.credentials.refreshToken };
}

describe('the metadata', () => {
  test('names the endpoints of the origin that was asked', async () => {
    const { emulator } = await start();
    for (const origin of [emulator.accountsUrl, 'https://accounts.zoho.eu', 'http://localhost']) {
      const reply = await read(await emulator.fetch(`${origin}/.well-known/oauth-authorization-server`));
      expect(reply.body).toMatchObject({
        issuer: origin,
        authorization_endpoint: `${origin}/oauth/v2/auth`,
        token_endpoint: `${origin}/oauth/v2/token`,
        revocation_endpoint: `${origin}/oauth/v2/token/revoke`,
        device_authorization_endpoint: `${origin}/oauth/v3/device/code`,
        code_challenge_methods_supported: ['S256', 'plain'],
        authorization_response_iss_parameter_supported: true,
      });
    }
    const posted = await emulator.fetch(`${emulator.accountsUrl}/.well-known/oauth-authorization-server`, {
      method: 'POST',
    });
    expect(posted.status).toBe(405);
  });

  test('is for no OpenID, and is not there in the profile of Zoho', async () => {
    for (const [flow, name] of [
      [await start(), 'openid-configuration'],
      [await startFlow(), 'oauth-authorization-server'],
    ] as const)
      expect((await flow.emulator.fetch(`${flow.emulator.accountsUrl}/.well-known/${name}`)).status).toBe(
        404,
      );
  });
});

describe('a client', () => {
  test('presents itself in the header or in the form', async () => {
    const flow = await start();
    const { client_id, client_secret } = credentialFields(flow.emulator);
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token`;
    const headers = { authorization: basic(client_id, client_secret) };
    for (const reply of [
      await flow.post(url, refreshGrant(flow), headers),
      await flow.post(url, { ...refreshGrant(flow), client_id }, headers),
      await flow.token(refreshGrant(flow)),
    ]) {
      expect(reply.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
  });

  test.each<[string, string | undefined, Record<string, string>, readonly [number, string]]>([
    ['unknown', basic('x', 'y'), {}, [401, 'invalid_client']],
    ['with a wrong secret', undefined, { client_secret: 'x' }, [401, 'invalid_client']],
    ['without a secret', undefined, { client_secret: '' }, [401, 'invalid_client']],
    ['with a scheme of another kind', 'Bearer x', {}, [401, 'invalid_client']],
    ['with a header that is none', 'Basic', {}, [401, 'invalid_client']],
    [
      'with a header without a colon',
      `Basic ${Buffer.from('x').toString('base64')}`,
      {},
      [401, 'invalid_client'],
    ],
  ])('%s is refused', async (_, authorization, parameters, expected) => {
    const flow = await start();
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token`;
    const own = authorization === undefined ? credentialFields(flow.emulator) : {};
    const headers = authorization === undefined ? {} : { authorization };
    const reply = await flow.post(url, { ...refreshGrant(flow), ...own, ...parameters }, headers);
    expect(outcome(reply)).toEqual(expected);
    expect(reply.headers.get('www-authenticate')).toMatch(/^Basic /u);
  });

  test('does not present itself twice', async () => {
    const flow = await start();
    const { client_id, client_secret } = credentialFields(flow.emulator);
    const headers = { authorization: basic(client_id, client_secret) };
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token`;
    for (const more of [{ client_secret }, { client_id: 'another' }])
      expect(outcome(await flow.post(url, { ...refreshGrant(flow), ...more }, headers))).toEqual([
        400,
        'invalid_request',
      ]);
  });
});

describe('a token request', () => {
  test.each<[string, Record<string, string>, readonly [number, string]]>([
    ['of a grant that there is not', { grant_type: 'password' }, [400, 'unsupported_grant_type']],
    ['of no grant', { grant_type: '' }, [400, 'invalid_request']],
    ['with a code that is none', { grant_type: 'authorization_code', code: 'x' }, [400, 'invalid_grant']],
    ['with a refresh token that is none', { refresh_token: 'x' }, [400, 'invalid_grant']],
    ['with a scope that was not granted', { scope: 'Other.scope.READ' }, [400, 'invalid_scope']],
    ['with a malformed scope', { scope: '"' }, [400, 'invalid_scope']],
    ['of a client without a scope', { grant_type: 'client_credentials' }, [400, 'invalid_scope']],
    [
      'of a device that there is not',
      { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' },
      [400, 'invalid_grant'],
    ],
  ])('%s is refused', async (_, parameters, expected) => {
    const flow = await start();
    expect(outcome(await flow.token({ ...refreshGrant(flow), ...parameters }))).toEqual(expected);
  });

  test('has to be a form, with each parameter once, and nothing in the URL', async () => {
    const flow = await start();
    const form = new URLSearchParams({ ...refreshGrant(flow), ...credentialFields(flow.emulator) });
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token`;
    const typed = await flow.emulator.fetch(url, {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/json' },
    });
    const twice = new URLSearchParams(form);
    twice.append('client_id', 'again');
    for (const reply of [
      await read(typed),
      await flow.post(url, twice),
      await flow.post(`${url}?${form}`, {}),
    ])
      expect(outcome(reply)).toEqual([400, 'invalid_request']);
    expect((await flow.post(url, form)).at('token_type')).toBe('Bearer');
  });

  test('may ask for fewer scopes than were granted', async () => {
    const flow = await start();
    const reply = await flow.token({ ...refreshGrant(flow), scope: readScope });
    expect(reply.at('scope')).toBe(readScope);
    const outcomeOf = async (token: unknown) =>
      (await flow.call('POST', '/pin-categories', { body: { title: 'No' }, token: String(token) })).outcome;
    expect(await outcomeOf(reply.at('access_token'))).toBe('401 oauthtoken_scope_invalid');
    expect(await outcomeOf((await flow.token(refreshGrant(flow))).at('access_token'))).toBe('200');
  });

  test('is one too many with status 429', async () => {
    const flow = await start();
    for (let made = 0; made < 10; made += 1) await flow.token(refreshGrant(flow));
    expect(outcome(await flow.token(refreshGrant(flow)))).toEqual([429, 'temporarily_unavailable']);
  });

  test('counts for the client in the header', async () => {
    const flow = await start();
    const { client_id, client_secret } = credentialFields(flow.emulator);
    flow.emulator.faults.plan('token', { kind: 'throttle', lockMs: 5000 });
    const form = { grant_type: 'client_credentials', scope: readScope };
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token`;
    const headers = { authorization: basic(client_id, client_secret) };
    expect((await flow.post(url, form, headers)).status).toBe(429);
    expect((await flow.token(form)).status).toBe(429);
  });
});

describe('the consent', () => {
  test('says who has given it', async () => {
    const flow = await start();
    const issuer = flow.emulator.accountsUrl;
    expect((await flow.allow()).searchParams.get('iss')).toBe(issuer);
    const denied = locationOf(await flow.post(flow.authorizationUrl({ state: 's' }), { decision: 'deny' }));
    expect(Object.fromEntries(denied.searchParams)).toEqual({
      error: 'access_denied',
      state: 's',
      iss: issuer,
    });
  });

  test.each<[Record<string, string>, string]>([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: '' }, 'invalid_scope'],
    [{ code_challenge: 'short' }, 'invalid_request'],
  ])('tells the client what is wrong with %o', async (parameters, error) => {
    const flow = await start();
    const back = locationOf(await flow.open(flow.authorizationUrl({ state: 's', ...parameters })));
    expect(back.href.startsWith(callback)).toBe(true);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error,
      state: 's',
      iss: flow.emulator.accountsUrl,
    });
  });

  test('stays on its page where it is not known where to go', async () => {
    const flow = await start();
    for (const parameters of [{ client_id: 'x' }, { redirect_uri: 'javascript:alert(1)' }])
      expect((await flow.open(flow.authorizationUrl(parameters))).status).toBe(400);
  });

  test('goes to the only registered URI when none is named', async () => {
    const redirectUri = 'https://board.example.test/callback';
    const flow = await startFlow({
      quirks,
      seed: {
        name: 'one',
        users: [{ id: firstUser, name: 'Ana', email: 'ana@example.test' }],
        bots: [],
        chats: [],
        threads: [],
        shelves: [],
        clients: [{ name: 'Board', redirectUris: [redirectUri] }],
      },
    });
    const { clientId, clientSecret } = flow.emulator.clientCredentials('Board');
    const url = flow.authorizationUrl({ client_id: clientId });
    url.searchParams.delete('redirect_uri');
    const back = new URL(flow.emulator.consent(url));
    expect(back.origin + back.pathname).toBe(redirectUri);
    const grant = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' };
    const reply = await flow.token({ ...grant, client_id: clientId, client_secret: clientSecret });
    expect(reply.at('token_type')).toBe('Bearer');
  });
});

describe('a revocation', () => {
  test('needs the client, and does not tell whether there was such a token', async () => {
    const flow = await start();
    const url = `${flow.emulator.accountsUrl}/oauth/v2/token/revoke`;
    const own = credentialFields(flow.emulator);
    const token = String((await flow.token(refreshGrant(flow))).at('access_token'));
    expect(outcome(await flow.post(url, { token }))).toEqual([401, 'invalid_client']);
    expect(outcome(await flow.post(url, own))).toEqual([400, 'invalid_request']);
    for (let times = 0; times < 2; times += 1) {
      const reply = await flow.post(url, { ...own, token, token_type_hint: 'access_token' });
      expect([reply.status, reply.text]).toEqual([200, '']);
    }
    expect((await flow.get('/pin-categories', token)).outcome).toBe('401 oauthtoken_invalid');
  });

  test('is for the client that the token belongs to', async () => {
    const other = await startFlow({
      quirks,
      seed: { ...demoSeed, clients: [{ name: 'Board', redirectUris: [] }] },
    });
    const { clientId, clientSecret } = other.emulator.clientCredentials('Board');
    const board = { client_id: clientId, client_secret: clientSecret };
    const url = `${other.emulator.accountsUrl}/oauth/v2/token/revoke`;
    const token = other.emulator.credentials.refreshToken;
    expect(outcome(await other.post(url, { ...board, token }))).toEqual([400, 'invalid_grant']);
    const access = String((await other.token(refreshGrant(other))).at('access_token'));
    expect(outcome(await other.post(url, { ...board, token: access }))).toEqual([400, 'invalid_grant']);
    expect((await other.post(url, { ...credentialFields(other.emulator), token })).status).toBe(200);
  });
});

describe('a device', () => {
  test('is told to wait and to slow down, and gets its token at the token endpoint', async () => {
    const flow = await start();
    const { emulator } = flow;
    const own = credentialFields(emulator);
    const started = await flow.post(`${emulator.accountsUrl}/oauth/v3/device/code`, {
      ...own,
      scope: readScope,
    });
    expect(started.body).toMatchObject({
      verification_uri: `${emulator.accountsUrl}/oauth/v3/device`,
      expires_in: 300,
      interval: 30,
    });
    const poll = () =>
      flow.token({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: String(started.at('device_code')),
      });
    expect(outcome(await poll())).toEqual([400, 'authorization_pending']);
    expect(outcome(await poll())).toEqual([400, 'slow_down']);
    emulator.approveDevice(String(started.at('user_code')));
    flow.advance(30_000);
    expect((await poll()).body).toMatchObject({
      scope: readScope,
      refresh_token: expect.stringMatching(/^emu_/u),
    });
    flow.advance(30_000);
    expect(outcome(await poll())).toEqual([400, 'invalid_grant']);
    expect(emulator.journal.entries().filter(({ operation }) => operation === 'token')).toHaveLength(4);
  });

  test('is told that its time is over', async () => {
    const flow = await start();
    const { emulator } = flow;
    const own = credentialFields(emulator);
    const begin = `${emulator.accountsUrl}/oauth/v3/device/code`;
    const started = await flow.post(begin, { client_id: own.client_id, scope: readScope });
    flow.advance(300_000);
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' };
    const reply = await flow.token({ ...grant, device_code: String(started.at('device_code')) });
    expect(outcome(reply)).toEqual([400, 'expired_token']);
    expect(outcome(await flow.post(begin, { ...own, client_secret: 'x', scope: readScope }))).toEqual([
      401,
      'invalid_client',
    ]);
  });
});
