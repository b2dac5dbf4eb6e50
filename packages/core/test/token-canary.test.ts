import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { authorizationCode } from '../src/tokens/authorization-code.ts';
import { clientCredentials } from '../src/tokens/client-credentials.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import type { Grant } from '../src/tokens/token-source.ts';
import type { TokenStore } from '../src/tokens/token-store.ts';
import { canaries, leaksIn, leaksOf } from './canary.ts';
import { failureOf, thrownBy } from './failure-of.ts';
import { granted, refused, settled, throttled } from './fake-accounts.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, hanging, json, text } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

const { clientSecret, refreshToken: refresh, accessToken, code } = canaries;
const everySecret = Object.values(canaries).join(' ');
const clientId = '1000.CLIENT';

const grants: Record<string, (store: TokenStore) => Grant> = {
  refreshToken: (store) => refreshToken({ clientId, clientSecret, refreshToken: refresh, store }),
  authorizationCode: (store) =>
    authorizationCode({ clientId, clientSecret, code, redirectUri: 'https://a.test/', store }),
  clientCredentials: (store) =>
    clientCredentials({ clientId, clientSecret, scopes: ['ZohoCliq.Chats.READ'], store }),
};

/** Tells all it knows, as some servers do. */
const quoting = (body: object, status = 200): Answer =>
  json({ error_description: everySecret, message: everySecret, ...body }, { status });
const networkFailure: Answer = ({ url, body }) => {
  const cause = Object.assign(new Error(`write ${body}`), { code: everySecret, body, secrets: canaries });
  return Promise.reject(
    Object.assign(new TypeError(`fetch ${url} failed: ${everySecret}`, { cause }), canaries),
  );
};

/** What the accounts server does, and what the service does with the token that it grants. */
const failures: [what: string, accounts: Answer, service?: Answer][] = [
  ['a refusal', quoting({ error: 'invalid_code' })],
  ['a refusal of the client', quoting({ error: 'invalid_client' }, 400)],
  ['an error that is a secret', refused(clientSecret)],
  ['an error that is all secrets', quoting({ error: everySecret, status: everySecret })],
  ['a throttle', quoting({ error: everySecret, status: 'failure' }, 400)],
  ['a throttle without words', throttled(429)],
  [
    'a page that quotes the request',
    ({ body }) => new Response(`<html>${body} ${everySecret}`, { status: 500 }),
  ],
  ['a redirect', empty(302, { location: `https://evil.test/?token=${encodeURIComponent(refresh)}` })],
  ['a broken connection', networkFailure],
  ['silence', hanging()],
  ['too long a reply', text(everySecret.repeat(1000))],
  ['a token that is none', json({ access_token: `${accessToken}\n` })],
  ['a token that the service refuses', granted(accessToken), quoting({ code: 'oauthtoken_invalid' }, 401)],
  ['a missing scope', granted(accessToken), quoting({ code: 'oauthtoken_scope_invalid' }, 401)],
  ['a failure of the service', granted(accessToken, { refresh_token: refresh }), networkFailure],
  ['a reply without a lifetime', json({ access_token: accessToken }), text(everySecret, { status: 502 })],
];

const stores: Record<string, (keys: string[]) => TokenStore> = {
  'in order': (keys) => {
    const { read, write, exclusive } = memoryTokens();
    const note = <T>(key: string, value: T): T => {
      keys.push(key);
      return value;
    };
    return {
      read: (key) => note(key, read(key)),
      write: (key, record) => note(key, write(key, record)),
      ...(exclusive && { exclusive: (key, run) => note(key, exclusive(key, run)) }),
    };
  },
  'that fails': () => ({
    read: networkStore,
    write: networkStore,
    exclusive: networkStore,
  }),
  'that holds garbage': () => ({
    read: () =>
      Object.assign(Object.create(null), { ...canaries, generation: 1, accessToken: `${everySecret}\n` }),
    write: () => false,
  }),
};

async function networkStore(): Promise<never> {
  throw Object.assign(new Error(`redis://:${everySecret}@host`), { record: canaries });
}

/** One call that fails, and everything that came out of it. */
async function outcome(grant: Grant, accounts: Answer, service: Answer, clock: FakeClock) {
  const seen: unknown[] = [grant];
  const note = (...values: unknown[]): void => void seen.push(...values);
  const { fetch, sent } = fakeFetch((request) =>
    new URL(request.url).host === 'accounts.test' ? accounts(request) : service(request),
  );
  const client = testClient({
    fetch,
    clock,
    retry: {},
    random: () => 0,
    credentials: grant,
    hooks: { onAttempt: note, onRetry: note, onWait: note, onRefresh: note },
    logger: { debug: note, info: note, warn: note },
  });
  note(client);
  const call = client.pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
  note(await settled(clock, failureOf(call)));
  return { seen, sent };
}

describe.each(Object.entries(grants))('%s: no secret comes out', (_grant, make) => {
  describe.each(Object.entries(stores))('with a store %s', (_store, storeOf) => {
    it.each(failures)('after %s', async (_what, accounts, service = empty(500)) => {
      const keys: string[] = [];
      const { seen, sent } = await outcome(make(storeOf(keys)), accounts, service, fakeClock());
      expect(seen.length).toBeGreaterThan(3);
      for (const value of seen) expect(leaksOf(value)).toEqual([]);
      for (const text of [...keys, ...sent.map(({ url }) => url)]) expect(leaksIn(text)).toEqual([]);
    });
  });
});

describe('credentials that cannot be right', () => {
  const good = { clientId, clientSecret, refreshToken: refresh, code, scopes: ['a'], store: memoryTokens() };

  it.each(['clientSecret', 'refreshToken', 'code', 'clientId', 'redirectUri'])(
    'are refused without a word of them: a %s with a line break, a space, or other letters',
    (name) => {
      const make = name === 'code' || name === 'redirectUri' ? authorizationCode : refreshToken;
      for (const tail of ['\n', '\r\nx: y', ' ', '\t', '\0', 'é', '🎉', '\u2028']) {
        const error = thrownBy(InputError, () =>
          make({ ...good, [name]: `${everySecret.replaceAll(' ', '')}${tail}` }),
        );
        expect(leaksOf(error)).toEqual([]);
        expect(error.message).toContain(name);
      }
    },
  );

  it('are refused without a word of them: a scope with a space, a server of another data centre', () => {
    const scopes = [`${everySecret}`];
    const server = `https://accounts.zoho.eu/?code=${encodeURIComponent(code)}`;
    for (const error of [
      thrownBy(InputError, () => clientCredentials({ ...good, scopes })),
      thrownBy(InputError, () =>
        testClient({ credentials: authorizationCode({ ...good, accountsServer: server }) }),
      ),
      thrownBy(InputError, () =>
        testClient({ credentials: authorizationCode({ ...good, accountsServer: everySecret }) }),
      ),
    ]) {
      expect(leaksOf(error)).toEqual([]);
    }
  });
});

describe('a function that hands out tokens', () => {
  const thrown: [what: string, value: unknown][] = [
    ['an error that quotes them', Object.assign(new Error(everySecret, { cause: canaries }), canaries)],
    ['an error that is named after them', Object.assign(new Error('x'), { name: accessToken })],
    ['a text', everySecret],
    ['an object', canaries],
  ];

  it.each(thrown)('may throw %s: no secret comes out', async (_what, value) => {
    const accessToken = (): never => {
      throw value;
    };
    const { pins } = testClient({ credentials: { accessToken } });
    expect(leaksOf(await failureOf(pins('getPinnedMessages', { path: { CHAT_ID: '1' } })))).toEqual([]);
  });
});
