import { describe, expect, it } from 'vitest';
import { readTokenReply } from '../src/tokens/token-reply.ts';

const read = (status: number, body: unknown) => readTokenReply(status, JSON.stringify(body));
const grant = { access_token: 'a-token' };
const second = 1000;

describe('a reply with an access token', () => {
  it('grants it, with the refresh token beside it', () => {
    expect(read(200, { ...grant, refresh_token: 'r-token', expires_in: 3600, scope: 'a b' })).toEqual({
      kind: 'granted',
      accessToken: 'a-token',
      refreshToken: 'r-token',
      lifetimeMs: 3600 * second,
    });
  });

  it.each<[what: string, lifetime: object, lifetimeMs: number | undefined]>([
    ['in seconds', { expires_in: 3600 }, 3600 * second],
    ['in seconds, as text', { expires_in: '3600' }, 3600 * second],
    ['of one second', { expires_in: 1 }, second],
    ['of half a second', { expires_in: 0.5 }, 500],
    ['of a day', { expires_in: 86_400 }, 86_400 * second],
    ['in milliseconds', { expires_in: 3_600_000 }, 3600 * second],
    ['in milliseconds, as text', { expires_in: '3600000' }, 3600 * second],
    ['just above a day, which is in milliseconds', { expires_in: 86_401 }, 86_401],
    ['in both units', { expires_in_sec: 3600, expires_in: 3_600_000 }, 3600 * second],
    ['in both units, as text', { expires_in_sec: '3600', expires_in: '3600000' }, 3600 * second],
    [
      'in both units, one of them no number',
      { expires_in_sec: 'soon', expires_in: 3_600_000 },
      3600 * second,
    ],
    ['of years', { expires_in: 1e12 }, 86_400 * second],
    ['of years, in seconds', { expires_in_sec: 1e12 }, 86_400 * second],
    ['that is missing', {}, undefined],
    ['of zero', { expires_in: 0 }, undefined],
    ['that is negative', { expires_in: -1 }, undefined],
    ['that is negative, as text', { expires_in: '-1' }, undefined],
    ['that is no number', { expires_in: 'soon' }, undefined],
    ['that is empty', { expires_in: '' }, undefined],
    ['that is null', { expires_in: null }, undefined],
    ['that is a truth', { expires_in: true }, undefined],
    ['that is a list', { expires_in: [3600] }, undefined],
    ['as text beyond all numbers', { expires_in: '9'.repeat(400) }, undefined],
  ])('and a lifetime %s', (_what, lifetime, lifetimeMs) => {
    expect(read(200, { ...grant, ...lifetime })).toMatchObject({ kind: 'granted', lifetimeMs });
  });

  it('and a lifetime beyond all numbers', () => {
    expect(readTokenReply(200, '{"access_token":"a","expires_in":1e400}')).toMatchObject({
      kind: 'granted',
      lifetimeMs: undefined,
    });
  });

  it.each<unknown>(['', 'with space', 'line\nbreak', 'umläut', 42, null, {}, ['a']])(
    'is no grant when the token is %j, and takes no refresh token like that',
    (value) => {
      expect(read(200, { access_token: value })).toEqual({ kind: 'failed' });
      expect(read(200, { ...grant, refresh_token: value })).toMatchObject({
        kind: 'granted',
        refreshToken: undefined,
      });
    },
  );

  it.each([300, 301, 302, 307, 308, 400, 401, 403, 500, 502])('is no grant with status %i', (status) => {
    expect(read(status, grant)).toEqual({ kind: 'failed' });
  });

  it('is no grant beside an error', () => {
    expect(read(200, { ...grant, error: 'invalid_code' })).toMatchObject({ kind: 'refused' });
  });
});

describe('a refusal', () => {
  it.each([
    'invalid_code',
    'invalid_grant',
    'invalid_client',
    'invalid_client_secret',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_redirect_uri',
    'redirect_uri_mismatch',
    'invalid_scope',
    'access_denied',
    'invalid_request',
  ])('%s is final, whatever the status, and comes with advice', (error) => {
    for (const status of [200, 400, 401, 403]) {
      const reply = read(status, { error });
      expect(reply).toMatchObject({ kind: 'refused', code: error });
      expect(reply.kind === 'refused' && reply.advice).toMatch(/\w\.$/);
    }
  });

  it.each([500, 502, 503, 302])('is not final with status %i: then it is a failure', (status) => {
    expect(read(status, { error: 'invalid_code' })).toEqual({ kind: 'failed' });
  });

  it.each(['server_error', 'general_error', 'toString', '__proto__', 'constructor', 'INVALID_CODE', ''])(
    '%j is not known, so that it is a failure which may pass',
    (error) => {
      expect(read(200, { error })).toEqual({ kind: 'failed' });
    },
  );
});

describe('a throttle', () => {
  it.each<[status: number, error: string]>([
    [400, 'Access Denied'],
    [200, 'Access Denied'],
    [400, 'Zugriff verweigert'],
    [200, 'アクセスが拒否されました'],
    [403, ''],
  ])('is told by its status "failure", not by its language: %i %j', (status, error) => {
    expect(read(status, { error, error_description: '…', status: 'failure' })).toEqual({ kind: 'throttled' });
  });

  it('is every 429', () => {
    for (const text of ['', '<html>', '{}', '{"error":"x"}'])
      expect(readTokenReply(429, text)).toEqual({ kind: 'throttled' });
  });
});

describe('anything else', () => {
  it.each<[status: number, text: string]>([
    [200, ''],
    [200, '{}'],
    [200, 'null'],
    [200, '"invalid_code"'],
    [200, '[]'],
    [200, '42'],
    [200, '<html>login</html>'],
    [200, '{"access_token":'],
    [200, '{"error":{"code":"invalid_code"}}'],
    [200, '{"__proto__":{"access_token":"evil"}}'],
    [302, ''],
    [404, '{"error":"not_found"}'],
    [500, '{"status":"failure"}'],
    [502, '<html>Bad gateway</html>'],
    [503, ''],
  ])('is a failure that may pass: %i %s', (status, text) => {
    expect(readTokenReply(status, text)).toEqual({ kind: 'failed' });
  });
});
