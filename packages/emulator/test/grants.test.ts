import { describe, expect, test } from 'vitest';
import type { IssueCodeOptions, Quirks } from '../src/index.ts';
import { demo } from '../src/index.ts';
import type { Read, Session } from './session.ts';
import { read, startSession } from './session.ts';

const readScope = 'ZohoCliq.Chats.READ';
const redirectUri = 'http://localhost:3000/callback';

async function ask(
  session: Session,
  parameters: Readonly<Record<string, string>>,
  inQuery = false,
): Promise<Read> {
  const { credentials, accountsUrl, fetch } = session.emulator;
  const form = new URLSearchParams({
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    ...parameters,
  });
  const url = `${accountsUrl}/oauth/v2/token`;
  return await read(
    await fetch(inQuery ? `${url}?${form}` : url, { method: 'POST', ...(inQuery ? {} : { body: form }) }),
  );
}

function exchange(session: Session, code: string, uri?: string): Promise<Read> {
  return ask(session, {
    grant_type: 'authorization_code',
    code,
    ...(uri === undefined ? {} : { redirect_uri: uri }),
  });
}

function refresh(session: Session, refreshToken: unknown): Promise<Read> {
  return ask(session, { grant_type: 'refresh_token', refresh_token: String(refreshToken) });
}

async function consent(session: Session, options: IssueCodeOptions = {}): Promise<Read> {
  return await exchange(session, session.emulator.issueCode(options), options.redirectUri);
}

describe('an authorization code', () => {
  test('is exchanged for an access token and a refresh token, which gives further ones', async () => {
    const session = await startSession();
    const reply = await consent(session, { redirectUri });
    expect(reply.body).toEqual({
      access_token: expect.stringMatching(/^emu_1000\./u),
      refresh_token: expect.stringMatching(/^emu_1000\./u),
      api_domain: 'https://www.zohoapis.com',
      token_type: 'Bearer',
      expires_in: 3600,
    });
    const renewed = await refresh(session, reply.at('refresh_token'));
    expect(renewed.body).not.toHaveProperty('refresh_token');
    for (const token of [reply, renewed].map((each) => String(each.at('access_token')))) {
      expect((await session.get('/pin-categories', token)).status).toBe(200);
    }
  });

  test('is good for one exchange', async () => {
    const session = await startSession();
    const code = session.emulator.issueCode();
    expect((await exchange(session, code)).at('token_type')).toBe('Bearer');
    const again = await exchange(session, code);
    expect([again.status, again.body]).toEqual([200, { error: 'invalid_code' }]);
  });

  test('lives for two minutes', async () => {
    const session = await startSession();
    const codes = [session.emulator.issueCode(), session.emulator.issueCode()];
    session.advance(119_999);
    expect((await exchange(session, codes[0] ?? '')).at('token_type')).toBe('Bearer');
    session.advance(1);
    expect((await exchange(session, codes[1] ?? '')).body).toEqual({ error: 'invalid_code' });
  });

  test('of a self client lives as long as it was made for', async () => {
    const session = await startSession();
    const tenMinutes = { expiresInMs: 600_000 };
    const codes = [session.emulator.issueCode(tenMinutes), session.emulator.issueCode(tenMinutes)];
    session.advance(599_999);
    expect((await exchange(session, codes[0] ?? '')).at('token_type')).toBe('Bearer');
    session.advance(1);
    expect((await exchange(session, codes[1] ?? '')).body).toEqual({ error: 'invalid_code' });
  });

  test('belongs to its redirect URI', async () => {
    const session = await startSession();
    const code = session.emulator.issueCode({ redirectUri });
    expect((await exchange(session, code)).body).toEqual({ error: 'invalid_code' });
    expect((await exchange(session, code, `${redirectUri}/`)).body).toEqual({ error: 'invalid_code' });
    expect((await exchange(session, code, redirectUri)).at('token_type')).toBe('Bearer');
  });

  test('of a self client goes with any redirect URI', async () => {
    const session = await startSession();
    expect((await exchange(session, session.emulator.issueCode(), redirectUri)).at('token_type')).toBe(
      'Bearer',
    );
  });

  test.each(['', 'wrong'])('cannot be %j', async (code) => {
    expect((await exchange(await startSession(), code)).body).toEqual({ error: 'invalid_code' });
  });

  test('is for the user and the scopes that it was issued for, and so are all its tokens', async () => {
    const session = await startSession({ quirks: { tokenScope: 'present' } });
    const reply = await consent(session, { userId: demo.users.ben, scopes: [readScope] });
    const renewed = await refresh(session, reply.at('refresh_token'));
    for (const granted of [reply, renewed]) {
      const token = String(granted.at('access_token'));
      expect(granted.at('scope')).toBe(readScope);
      expect((await session.get('/pin-categories?include_fields=chats', token)).text).toContain('Ana Duarte');
      const outcome = (await session.post('/pin-categories', { title: 'No' }, token)).outcome;
      expect(outcome).toBe('401 oauthtoken_scope_invalid');
    }
  });

  test('needs a user that there is', async () => {
    const { emulator } = await startSession();
    expect(() => emulator.issueCode({ userId: '1' })).toThrow('the seed has no user 1');
  });

  test('is gone after a reset, and codes begin anew', async () => {
    const session = await startSession();
    const code = session.emulator.issueCode();
    session.emulator.reset();
    expect((await exchange(session, code)).body).toEqual({ error: 'invalid_code' });
    expect(session.emulator.issueCode()).toBe(code);
  });
});

describe('refresh tokens', () => {
  test('of one user each have their own limit', async () => {
    const session = await startSession();
    const other = (await consent(session)).at('refresh_token');
    const own = session.emulator.credentials.refreshToken;
    // The exchange has made one token of its ten.
    for (let made = 0; made < 9; made += 1)
      expect((await refresh(session, other)).at('token_type')).toBe('Bearer');
    expect((await refresh(session, other)).at('status')).toBe('failure');
    expect((await refresh(session, own)).at('token_type')).toBe('Bearer');
  });

  test('of one user each have their own active access tokens', async () => {
    const session = await startSession({ quirks: { activeAccessTokens: 1 } });
    const reply = await consent(session);
    await refresh(session, session.emulator.credentials.refreshToken);
    const token = String(reply.at('access_token'));
    expect((await session.get('/pin-categories', token)).status).toBe(200);
    await refresh(session, reply.at('refresh_token'));
    expect((await session.get('/pin-categories', token)).status).toBe(401);
  });

  test('neither expire nor rotate', async () => {
    const session = await startSession();
    const own = session.emulator.credentials.refreshToken;
    for (let year = 0; year < 3; year += 1) {
      const reply = await refresh(session, own);
      expect(reply.at('token_type')).toBe('Bearer');
      expect(reply.body).not.toHaveProperty('refresh_token');
      session.advance(365 * 86_400_000);
    }
  });

  test('end one by one', async () => {
    const session = await startSession();
    const { accountsUrl, credentials } = session.emulator;
    const reply = await consent(session);
    const body = new URLSearchParams({ token: String(reply.at('refresh_token')) });
    await session.emulator.fetch(`${accountsUrl}/oauth/v2/token/revoke`, { method: 'POST', body });
    expect((await session.get('/pin-categories', String(reply.at('access_token')))).status).toBe(401);
    expect((await refresh(session, reply.at('refresh_token'))).body).toEqual({ error: 'invalid_code' });
    expect((await refresh(session, credentials.refreshToken)).at('token_type')).toBe('Bearer');
  });

  test('are twenty for one user at most; the next ends the oldest and its access tokens', async () => {
    const session = await startSession();
    const own = session.emulator.credentials.refreshToken;
    const token = String((await refresh(session, own)).at('access_token'));
    for (let made = 1; made < 20; made += 1) await consent(session);
    await consent(session, { userId: demo.users.ben });
    expect((await session.get('/pin-categories', token)).status).toBe(200);
    await consent(session);
    expect((await session.get('/pin-categories', token)).status).toBe(401);
    expect((await refresh(session, own)).body).toEqual({ error: 'invalid_code' });
  });
});

describe('client credentials', () => {
  test.each([false, true])(
    'are granted an access token alone, with parameters in the query: %s',
    async (inQuery) => {
      const session = await startSession({ quirks: { tokenScope: 'present' } });
      const grant = { grant_type: 'client_credentials', scope: `${readScope},ZohoCliq.Nothing.ALL` };
      const reply = await ask(session, grant, inQuery);
      expect(reply.at('scope')).toBe(`${readScope} ZohoCliq.Nothing.ALL`);
      expect(reply.body).not.toHaveProperty('refresh_token');
      const token = String(reply.at('access_token'));
      expect((await session.get('/pin-categories', token)).status).toBe(200);
      expect((await session.post('/pin-categories', { title: 'No' }, token)).outcome).toBe(
        '401 oauthtoken_scope_invalid',
      );
    },
  );

  test.each([{}, { scope: '' }, { scope: ',' }])('need a scope, and not %j', async (scope) => {
    const reply = await ask(await startSession(), { grant_type: 'client_credentials', ...scope });
    expect([reply.status, reply.body]).toEqual([200, { error: 'invalid_scope' }]);
  });

  test.each<Quirks['tokenThrottleStatus']>([400, 200])(
    'have a limit of their own, with status %i',
    async (tokenThrottleStatus) => {
      const session = await startSession({ quirks: { tokenThrottleStatus } });
      const grant = { grant_type: 'client_credentials', scope: readScope };
      for (let made = 0; made < 10; made += 1)
        expect((await ask(session, grant)).at('token_type')).toBe('Bearer');
      const reply = await ask(session, grant);
      expect([reply.status, reply.at('status')]).toEqual([tokenThrottleStatus, 'failure']);
      const own = await refresh(session, session.emulator.credentials.refreshToken);
      expect(own.at('token_type')).toBe('Bearer');
    },
  );
});
