import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demo, demoSeed } from '../../src/index.ts';
import { callback, firstUser, locationOf, readScope, startFlow } from './flow.ts';
import { textOf } from './page-skeleton.ts';

describe('the consent page', () => {
  test('asks who signs in and shows what is asked for', async () => {
    const flow = await startFlow();
    const page = await flow.open(flow.authorizationUrl({ scope: `${readScope},ZohoCliq.Chats.UPDATE` }));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8']);
    const text = textOf(page.text);
    for (const { name, email } of demoSeed.users) expect(text).toContain(`${name} ${email}`);
    for (const part of [
      'ZohoCliq.Chats.READ',
      'ZohoCliq.Chats.UPDATE',
      'Allow',
      'Deny',
      'http://localhost:3000',
    ])
      expect(text).toContain(part);
  });

  test('takes scopes with commas and with blanks', async () => {
    const flow = await startFlow({ quirks: { tokenScope: 'present' } });
    for (const scope of [`${readScope},ZohoCliq.Chats.UPDATE`, `${readScope} ZohoCliq.Chats.UPDATE`]) {
      const reply = await flow.exchange(await flow.allow({ scope }));
      expect(reply.at('scope')).toBe(`${readScope} ZohoCliq.Chats.UPDATE`);
    }
  });

  test('allows its own style, and forms to itself and to the client', async () => {
    const flow = await startFlow();
    const page = await flow.open(flow.authorizationUrl());
    const style = /<style>([\s\S]*)<\/style>/u.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.headers.get('content-security-policy')).toBe(
      [
        "default-src 'none'",
        `style-src 'sha256-${hash}'`,
        "form-action 'self' http://localhost:3000",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.text).not.toMatch(/<script|\sstyle=|\son\w+=/u);
  });

  test('sends the browser back with a code, and all that the service adds to it', async () => {
    const flow = await startFlow();
    const back = await flow.allow({ state: 'a b&c=d' });
    expect(back.href.startsWith(`${callback}?`)).toBe(true);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      code: expect.stringMatching(/^emu_1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/u),
      location: 'us',
      'accounts-server': flow.emulator.accountsUrl,
      state: 'a b&c=d',
    });
  });

  test('keeps the query of the redirect URI as it is', async () => {
    const flow = await startFlow();
    const redirect_uri = `${callback}?x=%20+&y`;
    const back = await flow.allow({ redirect_uri });
    expect(back.href.startsWith(`${callback}?x=%20+&y&code=emu_`)).toBe(true);
    expect((await flow.exchange(back, { redirect_uri })).at('token_type')).toBe('Bearer');
  });

  test('sends the browser back without a code when the user denies', async () => {
    const flow = await startFlow();
    const back = locationOf(await flow.post(flow.authorizationUrl({ state: 's' }), { decision: 'deny' }));
    expect(back.search).toBe('?error=access_denied&state=s');
  });

  test('gives the tokens of the user who was chosen', async () => {
    const flow = await startFlow();
    const reply = await flow.exchange(await flow.allow({}, { user: demo.users.ben }));
    const folders = await flow.get('/pin-categories?include_fields=chats', String(reply.at('access_token')));
    expect(folders.text).toContain('Ana Duarte');
  });

  test.each([
    { user: '1', decision: 'allow' },
    { user: demo.users.ben, decision: 'perhaps' },
    { decision: 'allow' },
    { user: demo.users.ben },
  ])('does nothing for the decision %o', async (form) => {
    const flow = await startFlow();
    const page = await flow.post(flow.authorizationUrl(), new URLSearchParams(Object.entries(form)));
    expect([page.status, page.headers.get('location')]).toEqual([400, null]);
  });

  test('decides by the form alone, never by a link', async () => {
    const flow = await startFlow();
    const url = flow.authorizationUrl({ user: firstUser, decision: 'allow' });
    expect((await flow.open(url)).status).toBe(200);
    expect((await flow.post(url, {})).status).toBe(400);
  });

  test.each(['http://localhost:3000', 'https://evil.test', 'null', 'http://127.0.0.1:1'])(
    'does nothing for a form of %s',
    async (origin) => {
      const flow = await startFlow();
      const form = { user: firstUser, decision: 'allow' };
      const page = await flow.post(flow.authorizationUrl(), form, { origin });
      expect([page.status, page.headers.get('location')]).toEqual([403, null]);
    },
  );

  test('takes a form of its own origin', async () => {
    const flow = await startFlow();
    const form = { user: firstUser, decision: 'allow' };
    const reply = await flow.post(flow.authorizationUrl(), form, { origin: flow.emulator.accountsUrl });
    expect(locationOf(reply).searchParams.has('code')).toBe(true);
  });

  test('knows no other method', async () => {
    const { emulator } = await startFlow();
    const reply = await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/auth`, { method: 'PUT' });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test.each<[string, Record<string, string>]>([
    ['an unknown client', { client_id: 'emu_1000.NOBODY' }],
    ['no client', { client_id: '' }],
    ['another response type', { response_type: 'token' }],
    ['no response type', { response_type: '' }],
    ['no scope', { scope: '' }],
    ['a scope with a backslash', { scope: 'a\\b' }],
    ['a scope with a quotation mark', { scope: 'a"b' }],
    ['another access type', { access_type: 'sometimes' }],
    ['a short challenge', { code_challenge: 'short' }],
    ['another challenge method', { code_challenge: 'x'.repeat(43), code_challenge_method: 'S512' }],
    ['a challenge method alone', { code_challenge_method: 'S256' }],
    ['a state that is too long', { state: 'x'.repeat(8193) }],
  ])('shows an error for %s, and leads nowhere', async (_, parameters) => {
    const flow = await startFlow();
    for (const reply of [
      await flow.open(flow.authorizationUrl(parameters)),
      await flow.post(flow.authorizationUrl(parameters), { user: firstUser, decision: 'allow' }),
    ]) {
      expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
      expect(reply.text).toContain('This link is broken');
    }
  });

  test('shows an error for a parameter that comes twice', async () => {
    const flow = await startFlow();
    for (const name of ['redirect_uri', 'client_id', 'x']) {
      const url = flow.authorizationUrl({ x: '1' });
      url.searchParams.append(name, 'again');
      expect((await flow.open(url)).status).toBe(400);
    }
  });
});

describe('consent without a browser', () => {
  test('is what the form would bring', async () => {
    const flow = await startFlow();
    const url = flow.authorizationUrl({ state: 's' });
    const back = new URL(flow.emulator.consent(url, { userId: demo.users.ben }));
    expect(back.searchParams.get('state')).toBe('s');
    const reply = await flow.exchange(back);
    expect(
      (await flow.get('/pin-categories?include_fields=chats', String(reply.at('access_token')))).text,
    ).toContain('Ana Duarte');
    const denied = new URL(flow.emulator.consent(url.href, { allow: false }));
    expect(denied.searchParams.get('error')).toBe('access_denied');
  });

  test('says why there is none', async () => {
    const flow = await startFlow();
    const { emulator } = flow;
    expect(() => emulator.consent(flow.authorizationUrl({ client_id: 'x' }))).toThrow('No client has the id');
    expect(() => emulator.consent(flow.authorizationUrl({ scope: '' }))).toThrow('It asks for no scope');
    expect(() => emulator.consent(`${emulator.accountsUrl}/oauth`)).toThrow('nobody can consent at this URL');
    expect(() => emulator.consent(flow.authorizationUrl(), { userId: '1' })).toThrow('no user 1');
    const elsewhere = flow.authorizationUrl();
    elsewhere.pathname = '/elsewhere';
    expect(() => emulator.consent(elsewhere)).toThrow('its path is not /oauth/v2/auth');
  });
});
