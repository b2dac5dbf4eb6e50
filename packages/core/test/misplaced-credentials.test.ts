import { describe, expect, it, vi } from 'vitest';
import type { ClientOptions } from '../src/client.ts';
import { createClient } from '../src/client.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import type { Hosts } from '../src/hosts.ts';
import { authorize } from '../src/middleware/authorize.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import { authorizationCode } from '../src/tokens/authorization-code.ts';
import { clientCredentials } from '../src/tokens/client-credentials.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import type { Grant } from '../src/tokens/token-source.ts';
import type { TokenStore } from '../src/tokens/token-store.ts';
import { asEmulator, emulated, real } from './credentials-by-kind.ts';
import { errorOf, thrownBy } from './failure-of.ts';
import { granted } from './fake-accounts.ts';
import type { FakeFetch } from './fake-fetch.ts';
import { empty, failing, fakeFetch, json } from './fake-fetch.ts';
import { testClient, untyped } from './test-client.ts';

const local: Hosts = { api: 'http://127.0.0.1:8080/api/v3', accounts: 'http://localhost:8080' };
const proxied: Hosts = { ...local, proxy: true };
const elsewhere: Hosts = { api: 'https://cliq.test/api/v3', accounts: 'https://accounts.test' };

type Kind = typeof emulated | typeof real;
type DataCenter = ClientOptions['dataCenter'];

/** Where credentials of one kind must not go: with which hosts, and whether the fetch is an emulator's. */
const mismatches: [what: string, kind: Kind, dataCenter: DataCenter, isEmulator: boolean][] = [
  ['those of an emulator to a data centre', emulated, 'eu', false],
  ['those of an emulator to a proxy', emulated, proxied, false],
  ['real ones to this machine', real, local, false],
  ['real ones to a data centre that an emulator plays', real, 'eu', true],
  ['real ones to this machine through an emulator', real, local, true],
];
const matches: typeof mismatches = [
  ['those of an emulator to this machine', emulated, local, false],
  ['those of an emulator to a data centre that it plays', emulated, 'us', true],
  ['those of an emulator to another host', emulated, elsewhere, false],
  ['real ones to a data centre', real, 'us', false],
  ['real ones to a proxy', real, proxied, false],
  ['real ones to another host', real, elsewhere, false],
];

const grants: [name: string, of: (kind: Kind, store?: TokenStore) => Grant][] = [
  ['refreshToken', (kind, store) => refreshToken({ ...kind, refreshToken: kind.token, store })],
  [
    'authorizationCode',
    (kind, store = memoryTokens()) => authorizationCode({ ...kind, code: kind.token, store }),
  ],
  [
    'clientCredentials',
    (kind, store) => clientCredentials({ ...kind, scopes: ['ZohoCliq.Chats.READ'], store }),
  ],
];

const read = (options: Partial<ClientOptions>): Promise<unknown> =>
  Promise.resolve(testClient(options).pins('getPinnedMessages', { path: { CHAT_ID: '1' } }));

/** A service and an accounts server that grants a token of that kind. */
function serviceFor(kind: Kind, isEmulator: boolean): FakeFetch {
  const { fetch, sent } = fakeFetch((request) =>
    (request.url.includes('/oauth/') ? granted(kind.token) : json({ data: [] }))(request),
  );
  return { fetch: isEmulator ? asEmulator(fetch) : fetch, sent };
}

function quotesNothing({ message }: Error): void {
  for (const secret of [...Object.values(emulated), ...Object.values(real)])
    expect(message).not.toContain(secret);
}

describe.each(mismatches)(
  'credentials that do not belong there, %s',
  (_what, kind, dataCenter, isEmulator) => {
    it('make no client when they are known', () => {
      const { fetch, sent } = serviceFor(kind, isEmulator);
      const given = [{ accessToken: kind.token }, ...grants.map(([, grant]) => grant(kind))];
      for (const credentials of given) {
        const error = thrownBy(InputError, () => createClient({ dataCenter, credentials, fetch }));
        expect(error).toMatchObject({ outcome: 'notApplied', retryable: false });
        expect(error.message).toMatch(
          /^cliqkit: (real|an emulator's) credentials are not for (an emulator|Zoho) \(/,
        );
        quotesNothing(error);
      }
      expect(sent).toEqual([]);
    });

    it.each([
      ['a function', () => kind.token],
      ['an async function', async () => kind.token],
    ])(
      'are not sent when %s hands them out, and the slot of the call is free again',
      async (_how, accessToken) => {
        const { fetch, sent } = serviceFor(kind, isEmulator);
        const { pins } = testClient({ dataCenter, credentials: { accessToken }, fetch, retry: {}, pace: {} });
        for (let call = 0; call < 25; call += 1) {
          const error = await errorOf(AuthError, pins('getPinnedMessages', { path: { CHAT_ID: '1' } }));
          expect(error).toMatchObject({
            operation: 'getPinnedMessages',
            outcome: 'notApplied',
            retryable: false,
            attempts: 0,
            status: undefined,
          });
          quotesNothing(error);
        }
        expect(sent).toEqual([]);
      },
    );

    it('are not sent when they come after a refusal', async () => {
      const { fetch, sent } = fakeFetch(json({ code: 'oauthtoken_invalid' }, { status: 401 }));
      const accessToken = ({ refused }: { refused: string | undefined }): string =>
        refused === undefined ? 'a-token' : kind.token;
      const sending = read({
        dataCenter,
        credentials: { accessToken },
        fetch: isEmulator ? asEmulator(fetch) : fetch,
        retry: {},
      });
      expect(await errorOf(AuthError, sending)).toMatchObject({ attempts: 1, outcome: 'notApplied' });
      expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Zoho-oauthtoken a-token']);
    });

    it('are not sent when an accounts server hands them out', async () => {
      const { fetch, sent } = serviceFor(kind, isEmulator);
      const credentials = refreshToken({ clientId: 'id', clientSecret: 'secret', refreshToken: 'r' });
      await errorOf(AuthError, read({ dataCenter, credentials, fetch }));
      expect(sent.map(({ url }) => url.endsWith('/oauth/v2/token'))).toEqual([true]);
    });

    it('are not sent when a store brings them, however often it is tried', async () => {
      const { fetch, sent } = serviceFor(kind, isEmulator);
      const store: TokenStore = {
        read: () => ({ generation: 1, requestedAt: [], refreshToken: kind.token }),
        write: () => true,
      };
      const credentials = refreshToken({ clientId: 'id', clientSecret: 'secret', refreshToken: 'r', store });
      const client = testClient({ dataCenter, credentials, fetch });
      for (let call = 0; call < 12; call += 1) {
        const error = await errorOf(AuthError, client.pins('getPinnedMessages', { path: { CHAT_ID: '1' } }));
        expect(error).toMatchObject({ outcome: 'notApplied', retryable: false });
        expect(error.message).toMatch(/credentials are not for/);
        quotesNothing(error);
      }
      expect(sent).toEqual([]);
    });

    it('are not sent by the middleware alone', async () => {
      const { fetch, sent } = serviceFor(kind, isEmulator);
      const api = typeof dataCenter === 'string' ? 'https://cliq.zoho.eu/api/v3' : dataCenter.api;
      const proxy = typeof dataCenter === 'object' && dataCenter.proxy === true;
      const options = proxy ? { dataCenter } : {};
      const send = compose(fetch, authorize({ accessToken: kind.token }, options), receive());
      const error = await errorOf(AuthError, send(new Request(`${api}/chats/1/pin-messages`)));
      expect(error).toMatchObject({ attempts: 0, outcome: 'notApplied', retryable: false });
      for (const [, grant] of grants)
        thrownBy(InputError, () => authorize(grant(kind), { dataCenter, fetch }));
      expect(sent).toEqual([]);
    });
  },
);

describe.each(matches)('credentials that belong there, %s', (_what, kind, dataCenter, isEmulator) => {
  it('are sent as they are, and by every grant', async () => {
    const { fetch, sent } = serviceFor(kind, isEmulator);
    const given = [
      { accessToken: kind.token },
      { accessToken: () => kind.token },
      ...grants.map(([, grant]) => grant(kind)),
    ];
    for (const credentials of given) await read({ dataCenter, credentials, fetch });
    const calls = sent.filter(({ url }) => !url.includes('/oauth/'));
    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual(
      given.map(() => `Zoho-oauthtoken ${kind.token}`),
    );
    expect(sent.length - calls.length).toBe(grants.length);
  });
});

describe('a call that may have been made before its token was of the wrong kind', () => {
  it('has an unknown outcome', async () => {
    const { fetch, sent } = fakeFetch(
      failing(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })),
    );
    const tokens = ['a-token', emulated.token];
    const { pins } = testClient({
      dataCenter: 'eu',
      credentials: { accessToken: () => tokens.shift() ?? '' },
      fetch,
      retry: { classes: { deletePinnedMessages: 'state-setting' } },
      random: () => 0,
    });
    const removing = pins('deletePinnedMessages', { path: { CHAT_ID: '1' }, body: { message_ids: ['1_2'] } });
    expect(await errorOf(AuthError, removing)).toMatchObject({
      attempts: 1,
      outcome: 'unknown',
      retryable: false,
    });
    expect(sent).toHaveLength(1);
  });
});

describe('one grant of two clients', () => {
  it('is checked for each of them', async () => {
    const { fetch, sent } = serviceFor(emulated, true);
    const grant = refreshToken({ ...emulated, refreshToken: emulated.token });
    await read({ dataCenter: 'us', credentials: grant, fetch });
    const before = sent.length;
    const plain = fakeFetch(empty());
    thrownBy(InputError, () => createClient({ dataCenter: 'us', credentials: grant, fetch: plain.fetch }));
    const own = refreshToken({ ...real, refreshToken: real.token });
    createClient({ dataCenter: proxied, credentials: own, fetch: plain.fetch });
    thrownBy(InputError, () => createClient({ dataCenter: local, credentials: own, fetch: plain.fetch }));
    expect([sent.length - before, plain.sent.length]).toEqual([0, 0]);
  });
});

describe('the fetch of an emulator', () => {
  it('is known when it is the global one, from then on and no longer', async () => {
    const { fetch, sent } = serviceFor(emulated, true);
    const { pins } = testClient({ dataCenter: 'us', credentials: { accessToken: () => emulated.token } });
    const call = () => pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    vi.stubGlobal('fetch', fetch);
    try {
      await call();
      expect(sent).toHaveLength(1);
      vi.stubGlobal('fetch', fakeFetch(json({ data: [] })).fetch);
      await errorOf(AuthError, call());
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it.each([1, 'true', {}, false, undefined])('has the mark true, and not %j', async (value) => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const marked = Object.defineProperty(fetch, Symbol.for('@cliqkit/emulator'), { value });
    await errorOf(
      AuthError,
      read({ dataCenter: 'us', credentials: { accessToken: () => emulated.token }, fetch: marked }),
    );
    expect(sent).toEqual([]);
  });
});

describe('proxy', () => {
  it.each([1, 'true', {}, null])('is true, and not %j', (proxy) => {
    const dataCenter = untyped<Hosts>({ ...local, proxy });
    thrownBy(InputError, () => createClient({ dataCenter, credentials: { accessToken: real.token } }));
  });

  it('is not taken from a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'proxy', { value: true, configurable: true });
    try {
      thrownBy(InputError, () =>
        createClient({ dataCenter: local, credentials: { accessToken: real.token } }),
      );
    } finally {
      Reflect.deleteProperty(Object.prototype, 'proxy');
    }
  });
});
