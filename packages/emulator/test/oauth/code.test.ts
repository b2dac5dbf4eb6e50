import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Quirks } from '../../src/index.ts';
import type { Read } from '../session.ts';
import { callback, startFlow } from './flow.ts';

const verifier = 'a-verifier.of_more~than-43-characters-0123456789';
const hashed = createHash('sha256').update(verifier).digest('base64url');
const challenges = [
  { code_challenge: hashed, code_challenge_method: 'S256' },
  { code_challenge: verifier, code_challenge_method: 'plain' },
  { code_challenge: verifier },
];

const refusals: readonly [Quirks['oauthProfile'], readonly [number, string]][] = [
  ['zoho', [200, 'invalid_code']],
  ['rfc', [400, 'invalid_grant']],
];

describe.each(refusals)('in the profile %s, a code', (oauthProfile, refusal) => {
  const quirks = { oauthProfile };

  test.each(challenges)('with the challenge %o needs its verifier', async (challenge) => {
    const flow = await startFlow({ quirks });
    const back = await flow.allow(challenge);
    const wrong = [
      undefined,
      '',
      verifier.toUpperCase(),
      `${verifier}x`,
      verifier.slice(0, 42),
      hashed.slice(1),
    ];
    for (const code_verifier of wrong) {
      const reply = await flow.exchange(back, code_verifier === undefined ? {} : { code_verifier });
      expect([reply.status, reply.at('error')]).toEqual(refusal);
    }
    expect((await flow.exchange(back, { code_verifier: verifier })).at('token_type')).toBe('Bearer');
  });

  test('is not answered by its own hash', async () => {
    const flow = await startFlow({ quirks });
    const back = await flow.allow({ code_challenge: hashed, code_challenge_method: 'S256' });
    expect((await flow.exchange(back, { code_verifier: hashed })).at('error')).toBe(refusal[1]);
  });

  test('is good for two minutes and one exchange', async () => {
    const flow = await startFlow({ quirks });
    const [late, used] = [await flow.allow(), await flow.allow()];
    flow.advance(119_999);
    expect((await flow.exchange(used)).at('token_type')).toBe('Bearer');
    expect((await flow.exchange(used)).at('error')).toBe(refusal[1]);
    flow.advance(1);
    expect((await flow.exchange(late)).at('error')).toBe(refusal[1]);
  });

  test('belongs to its redirect URI, to the letter', async () => {
    const flow = await startFlow({ quirks });
    const back = await flow.allow();
    for (const redirect_uri of ['', `${callback}/`, callback.toUpperCase(), 'https://evil.test/'])
      expect((await flow.exchange(back, { redirect_uri })).at('error')).toBe(refusal[1]);
    expect((await flow.exchange(back)).at('token_type')).toBe('Bearer');
  });
});

describe.each([{ access_type: 'offline' }, { access_type: 'online' }])(
  'with %o, the second use of a code',
  (access) => {
    test.each<[Quirks['oauthProfile'], number]>([
      ['zoho', 200],
      ['rfc', 401],
    ])('leaves the tokens of the first in the profile %s with status %i', async (oauthProfile, status) => {
      const flow = await startFlow({ quirks: { oauthProfile } });
      const [back, other] = [await flow.allow(access), await flow.allow({ ...access, prompt: 'consent' })];
      const [first, unrelated] = [await flow.exchange(back), await flow.exchange(other)];
      const statusOf = async (reply: Read) =>
        (await flow.get('/pin-categories', String(reply.at('access_token')))).status;
      expect(await statusOf(first)).toBe(200);
      const stranger = { client_id: 'emu_1000.NOBODY' };
      await flow.exchange(back, stranger);
      expect(await statusOf(first)).toBe(200);
      expect((await flow.exchange(back)).at('token_type')).toBeUndefined();
      expect(await statusOf(first)).toBe(status);
      expect(await statusOf(unrelated)).toBe(200);
      if (access.access_type === 'online') return;
      const refreshed = await flow.token({
        grant_type: 'refresh_token',
        refresh_token: String(first.at('refresh_token')),
      });
      expect(refreshed.at('token_type')).toBe(status === 200 ? 'Bearer' : undefined);
    });
  },
);

test('a verifier that no challenge has asked for is refused by the standard, and ignored by Zoho', async () => {
  for (const [oauthProfile, outcome] of [
    ['zoho', undefined],
    ['rfc', 'invalid_grant'],
  ] as const) {
    const flow = await startFlow({ quirks: { oauthProfile } });
    expect((await flow.exchange(await flow.allow(), { code_verifier: verifier })).at('error')).toBe(outcome);
  }
});

test('no more than a thousand codes wait for their exchange', async () => {
  const flow = await startFlow();
  const codes = Array.from({ length: 1001 }, () => flow.emulator.issueCode());
  const exchange = (code = '') => flow.token({ grant_type: 'authorization_code', code });
  expect((await exchange(codes[0])).at('error')).toBe('invalid_code');
  expect((await exchange(codes[1])).at('token_type')).toBe('Bearer');
});

describe('a refresh token', () => {
  const offline = { access_type: 'offline' };
  const expressly = { ...offline, prompt: 'consent' };

  test.each([
    [{}, false],
    [{ access_type: 'online' }, false],
    [{ prompt: 'consent' }, false],
    [offline, true],
    [expressly, true],
  ])('comes at the first consent with %o: %s', async (parameters, comes) => {
    const flow = await startFlow();
    const reply = await flow.exchange(await flow.allow(parameters));
    expect(reply.at('token_type')).toBe('Bearer');
    expect(reply.at('refresh_token') !== undefined).toBe(comes);
  });

  test('comes again when consent is asked for expressly', async () => {
    const flow = await startFlow();
    const granted = async (parameters: Record<string, string>) =>
      (await flow.exchange(await flow.allow(parameters))).at('refresh_token') !== undefined;
    expect(await granted({})).toBe(false);
    expect(await granted(offline)).toBe(true);
    expect(await granted(offline)).toBe(false);
    expect(await granted(expressly)).toBe(true);
    expect(await granted(offline)).toBe(false);
  });

  test('comes again for another user, and after a revocation', async () => {
    const flow = await startFlow();
    const first = (await flow.exchange(await flow.allow(offline))).at('refresh_token');
    const others = await flow.exchange(await flow.allow(offline, { user: '855727962' }));
    expect(others.at('refresh_token')).toMatch(/^emu_/u);
    await flow.post(`${flow.emulator.accountsUrl}/oauth/v2/token/revoke`, { token: String(first) });
    expect((await flow.exchange(await flow.allow(offline))).at('refresh_token')).toMatch(/^emu_/u);
  });

  test('comes each time, with the quirk', async () => {
    const flow = await startFlow({ quirks: { repeatedConsent: 'refresh-token' } });
    for (let asked = 0; asked < 3; asked += 1)
      expect((await flow.exchange(await flow.allow(offline))).at('refresh_token')).toMatch(/^emu_/u);
    expect((await flow.exchange(await flow.allow())).at('refresh_token')).toBeUndefined();
  });

  test('comes each time in the profile of the standards, unless it is not wanted', async () => {
    const flow = await startFlow({ quirks: { oauthProfile: 'rfc' } });
    for (const [parameters, comes] of [
      [{}, true],
      [{}, true],
      [{ access_type: 'online' }, false],
    ] as const)
      expect((await flow.exchange(await flow.allow(parameters))).at('refresh_token') !== undefined).toBe(
        comes,
      );
  });
});

test('access tokens without a refresh token are not counted among those of another', async () => {
  const flow = await startFlow();
  for (let made = 0; made < 25; made += 1)
    expect((await flow.exchange(await flow.allow())).at('token_type')).toBe('Bearer');
  expect(flow.emulator.violations()).toEqual([]);
});
