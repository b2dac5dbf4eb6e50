import { describe, expect, test } from 'vitest';
import type { Quirks } from '../src/index.ts';
import { demo } from '../src/index.ts';
import type { Session } from './session.ts';
import { read, startSession } from './session.ts';

const minute = 60_000;

function form(session: Session, changed: Readonly<Record<string, string>> = {}): URLSearchParams {
  const { clientId, clientSecret, refreshToken } = session.emulator.credentials;
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    ...changed,
  });
}

async function refresh(session: Session, changed: Readonly<Record<string, string>> = {}) {
  const { emulator } = session;
  return await read(
    await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
      method: 'POST',
      body: form(session, changed),
    }),
  );
}

async function freshToken(session: Session): Promise<string> {
  return String((await refresh(session)).at('access_token'));
}

async function revoke(session: Session, token: string) {
  const { emulator } = session;
  const body = new URLSearchParams({ token });
  return await read(
    await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token/revoke`, { method: 'POST', body }),
  );
}

describe('the token endpoint', () => {
  test('gives an access token that the API accepts, and names a domain that is not the API', async () => {
    const session = await startSession();
    const reply = await refresh(session);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      access_token: expect.stringMatching(/^emu_1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/u),
      api_domain: 'https://www.zohoapis.com',
      token_type: 'Bearer',
      expires_in: 3600,
    });
    expect((await session.get('/pin-categories', String(reply.at('access_token')))).status).toBe(200);
  });

  test('takes its parameters from the query as well', async () => {
    const session = await startSession();
    const { emulator } = session;
    const url = `${emulator.accountsUrl}/oauth/v2/token?${form(session)}`;
    expect((await read(await emulator.fetch(url, { method: 'POST' }))).at('token_type')).toBe('Bearer');
  });

  test.each([
    [{ client_id: 'emu_1000.NOBODY' }, 'invalid_client'],
    [{ client_secret: 'wrong' }, 'invalid_client_secret'],
    [{ refresh_token: 'wrong' }, 'invalid_code'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses %o with status 200 and the error %s', async (changed, error) => {
    const reply = await refresh(await startSession(), changed);
    expect([reply.status, reply.body]).toEqual([200, { error }]);
  });

  test('knows no other method and no other path on a host of its own', async () => {
    const { emulator } = await startSession();
    const status = async (url: string) => (await emulator.fetch(url)).status;
    expect(await status(`${emulator.accountsUrl}/oauth/v2/token`)).toBe(405);
    expect(await status('https://accounts.zoho.eu/oauth/v2/token')).toBe(405);
    expect(await status('https://accounts.zoho.eu/api/v3/pin-categories')).toBe(404);
  });

  test.each<[Partial<Quirks>, object]>([
    [{ expiresIn: 'legacy' }, { expires_in_sec: 3600, expires_in: 3_600_000 }],
    [
      { tokenScope: 'present' },
      { scope: expect.stringContaining('ZohoCliq.Chats.READ ZohoCliq.Chats.UPDATE') },
    ],
  ])('with %o says so', async (quirks, fields) => {
    expect((await refresh(await startSession({ quirks }))).body).toMatchObject(fields);
  });
});

describe('the life of an access token', () => {
  test('ends exactly one hour after it was made', async () => {
    const session = await startSession();
    const token = await freshToken(session);
    session.advance(60 * minute - 1);
    expect((await session.get('/pin-categories', token)).status).toBe(200);
    session.advance(1);
    expect((await session.get('/pin-categories', token)).outcome).toBe('401 oauthtoken_invalid');
  });

  test('ends when it is revoked', async () => {
    const session = await startSession();
    const token = await freshToken(session);
    expect((await revoke(session, token)).body).toEqual({ status: 'success' });
    expect((await session.get('/pin-categories', token)).outcome).toBe('401 oauthtoken_invalid');
    expect((await revoke(session, token)).status).toBe(400);
  });

  test('ends on time: later there is nothing to revoke', async () => {
    const session = await startSession();
    const token = await freshToken(session);
    session.advance(60 * minute);
    expect((await revoke(session, token)).status).toBe(400);
  });

  test('ends with its refresh token, which gives no other one then', async () => {
    const session = await startSession();
    const token = await freshToken(session);
    expect((await revoke(session, session.emulator.credentials.refreshToken)).status).toBe(200);
    expect((await session.get('/pin-categories', token)).outcome).toBe('401 oauthtoken_invalid');
    expect((await session.get('/pin-categories')).status).toBe(200);
    expect((await refresh(session)).body).toEqual({ error: 'invalid_code' });
    expect((await revoke(session, session.emulator.credentials.refreshToken)).status).toBe(400);
  });

  test.each([15, 30])('ends when it is the oldest of more than %i', async (activeAccessTokens) => {
    const session = await startSession({ quirks: { activeAccessTokens } });
    const tokens: string[] = [];
    while (tokens.length < activeAccessTokens) {
      tokens.push(await freshToken(session));
      session.advance(90_000);
    }
    const oldest = tokens[0] ?? '';
    expect((await session.get('/pin-categories', oldest)).status).toBe(200);
    await freshToken(session);
    expect((await session.get('/pin-categories', oldest)).outcome).toBe('401 oauthtoken_invalid');
    expect((await session.get('/pin-categories', tokens[1])).status).toBe(200);
  });

  test('is as long as issueToken is told, for the user and the scopes it is told', async () => {
    const session = await startSession();
    const token = session.emulator.issueToken({
      userId: demo.users.ben,
      scopes: ['ZohoCliq.Chats.READ'],
      expiresInMs: 1000,
    });
    expect((await session.get('/pin-categories?include_fields=chats', token)).text).toContain('Ana Duarte');
    expect((await session.post('/pin-categories', { title: 'No' }, token)).outcome).toBe(
      '401 oauthtoken_scope_invalid',
    );
    session.advance(1000);
    expect((await session.get('/pin-categories', token)).outcome).toBe('401 oauthtoken_invalid');
    expect(() => session.emulator.issueToken({ userId: '1' })).toThrow('the seed has no user 1');
  });
});

describe('the eleventh access token in ten minutes', () => {
  async function exhausted(quirks: Partial<Quirks> = {}): Promise<Session> {
    const session = await startSession({ quirks });
    for (let made = 0; made < 10; made += 1) await refresh(session);
    return session;
  }

  test.each([400, 200] as const)('is refused with status %i', async (tokenThrottleStatus) => {
    const reply = await refresh(await exhausted({ tokenThrottleStatus }));
    expect(reply.status).toBe(tokenThrottleStatus);
    expect(reply.body).toMatchObject({ error: 'Access Denied', status: 'failure' });
  });

  test('comes after ten minutes without a request, and every request in between starts them anew', async () => {
    const session = await exhausted();
    session.advance(5 * minute);
    expect((await refresh(session)).at('status')).toBe('failure');
    session.advance(10 * minute - 1);
    expect((await refresh(session)).at('status')).toBe('failure');
    session.advance(10 * minute);
    expect((await refresh(session)).at('token_type')).toBe('Bearer');
  });

  test('comes when the first has left the window, with the quirk', async () => {
    const session = await exhausted({ tokenThrottleEnds: 'window' });
    session.advance(10 * minute - 1);
    expect((await refresh(session)).at('status')).toBe('failure');
    session.advance(1);
    expect((await refresh(session)).at('token_type')).toBe('Bearer');
  });

  test('is not counted when it was refused for another reason', async () => {
    const session = await startSession();
    for (let tried = 0; tried < 20; tried += 1) await refresh(session, { client_secret: 'wrong' });
    expect((await refresh(session)).at('token_type')).toBe('Bearer');
  });
});
