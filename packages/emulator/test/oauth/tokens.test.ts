import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { defaultQuirks, demo, demoSeed } from '../../src/index.ts';
import { digest } from '../../src/journal/digest.ts';
import { read } from '../session.ts';
import { credentialFields, readScope, startFlow } from './flow.ts';

describe('every user of the seed', () => {
  test('has a refresh token from the start, and the first one has that of the credentials', async () => {
    const flow = await startFlow();
    const { emulator } = flow;
    expect(emulator.credentialsOf(demo.users.ana)).toEqual(emulator.credentials);
    const values = demoSeed.users.map(({ id }) => emulator.credentialsOf(id).refreshToken);
    expect(new Set(values).size).toBe(demoSeed.users.length);
    const grant = {
      grant_type: 'refresh_token',
      refresh_token: emulator.credentialsOf(demo.users.ben).refreshToken,
    };
    const token = String((await flow.token(grant)).at('access_token'));
    expect((await flow.get('/pin-categories?include_fields=chats', token)).text).toContain('Ana Duarte');
    expect(() => emulator.credentialsOf('1')).toThrow('the seed has no user 1');
  });

  test('has the same one in every run, and after a reset', async () => {
    const [{ emulator }, other] = [await startFlow(), await startFlow()];
    for (const { id } of demoSeed.users)
      expect(emulator.credentialsOf(id)).toEqual(other.emulator.credentialsOf(id));
    const before = emulator.credentialsOf(demo.users.dev);
    emulator.reset();
    expect(emulator.credentialsOf(demo.users.dev)).toEqual(before);
  });

  test('has another one with a seed of another name', async () => {
    const [{ emulator }, other] = [
      await startFlow(),
      await startFlow({ seed: { ...demoSeed, name: 'other' } }),
    ];
    for (const name of ['clientId', 'clientSecret', 'refreshToken'] as const)
      expect(emulator.credentials[name]).not.toBe(other.emulator.credentials[name]);
  });
});

test('whatever is handed out begins with emu_, or is a code for people', async () => {
  const flow = await startFlow();
  const { emulator } = flow;
  const reply = await flow.exchange(await flow.allow({ access_type: 'offline' }));
  const device = await flow.post(`${emulator.accountsUrl}/oauth/v3/device/code`, {
    ...credentialFields(emulator),
    grant_type: 'device_request',
    scope: readScope,
  });
  const values = [
    ...Object.values(emulator.credentials),
    emulator.issueToken(),
    emulator.issueCode(),
    reply.at('access_token'),
    reply.at('refresh_token'),
    device.at('device_code'),
  ];
  for (const value of values) expect(value).toMatch(/^emu_/u);
  expect(new Set(values).size).toBe(values.length);
});

describe('the list of tokens', () => {
  function open() {
    return createAccounts({ ...demoSeed, users: demoSeed.users.slice(0, 1) }, { quirks: defaultQuirks });
  }

  test('shows those that are valid, and no value', () => {
    const accounts = open();
    const value = accounts.issueToken({ scopes: [readScope], expiresInMs: 1000 }, 0);
    const { refreshToken } = accounts.credentialsOf();
    const listed = accounts.tokens.list(999);
    expect(listed).toMatchObject([
      { id: digest(refreshToken), kind: 'refresh', userId: demo.users.ana },
      { id: digest(value), kind: 'access', userId: demo.users.ana, scopes: [readScope], expiresAt: 1000 },
    ]);
    expect(listed[1]?.shown).toBe(`emu_1000.${value.slice(9, 11)}…${value.slice(-2)}`);
    for (const secret of [value, refreshToken]) expect(JSON.stringify(listed)).not.toContain(secret);
    expect(accounts.tokens.list(1000)).toHaveLength(1);
  });

  test('is what tokens can be revoked by', () => {
    const accounts = open();
    const value = accounts.issueToken({}, 0);
    expect(accounts.tokens.revokeById(digest(value))).toBe(true);
    expect(accounts.tokens.revokeById(digest(value))).toBe(false);
    expect(accounts.tokens.find(value, 0)).toBeUndefined();
    expect(accounts.tokens.revokeById(digest(accounts.credentialsOf().refreshToken))).toBe(true);
    expect(accounts.tokens.list(0)).toEqual([]);
  });
});

describe('what looks like a credential of the real service', () => {
  const real = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;

  test.each(['client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'anything'])(
    'is not accepted as %s of a consent',
    async (name) => {
      const flow = await startFlow();
      for (const value of [real, real.toUpperCase(), `http://localhost/?x=${real}`]) {
        const page = await flow.open(flow.authorizationUrl({ [name]: value }));
        expect([page.status, page.headers.get('location')]).toEqual([400, null]);
        expect(page.text.toLowerCase()).not.toContain(real);
      }
    },
  );

  test.each<[Record<string, string>, string]>([
    [{ grant_type: 'refresh_token', refresh_token: real }, 'invalid_code'],
    [{ grant_type: 'authorization_code', code: real }, 'invalid_code'],
    [{ grant_type: 'client_credentials', scope: readScope, client_id: real }, 'invalid_client'],
    [{ grant_type: 'client_credentials', scope: readScope, client_secret: real }, 'invalid_client_secret'],
  ])('is not known in the token request %o', async (parameters, error) => {
    const flow = await startFlow();
    const reply = await flow.token(parameters);
    expect([reply.status, reply.body]).toEqual([200, { error }]);
  });

  test('is not known to the API, to a revocation, or as a device', async () => {
    const flow = await startFlow();
    const { emulator } = flow;
    expect((await flow.get('/pin-categories', real)).outcome).toBe('401 oauthtoken_invalid');
    const revoked = await flow.post(`${emulator.accountsUrl}/oauth/v2/token/revoke`, { token: real });
    expect(revoked.status).toBe(400);
    const poll = { ...credentialFields(emulator), grant_type: 'device_token', code: real };
    expect((await flow.post(`${emulator.accountsUrl}/oauth/v3/device/token`, poll)).body).toEqual({
      error: 'invalid_code',
    });
    const page = await flow.open(`${emulator.accountsUrl}/oauth/v3/device?user_code=${real}`);
    expect([page.status, page.text.includes(real)]).toEqual([400, false]);
    expect(
      (await read(await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token?client_id=${real}`))).text,
    ).not.toContain(real);
  });
});
