import { dataCenters } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import type { AuthorizationCodeOptions } from '../src/tokens/authorization-code.ts';
import { authorizationCode } from '../src/tokens/authorization-code.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { TokenProblem } from '../src/tokens/token-problem.ts';
import { errorOf, thrownBy } from './failure-of.ts';
import { client, granted, refused, settled, signIn, until } from './fake-accounts.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, hanging } from './fake-fetch.ts';
import { untyped } from './test-client.ts';
import { inVirtualTime } from './virtual-time.ts';

const hour = 3_600_000;
const exchanged = granted('first', { refresh_token: '1000.refresh' });

const options = (more: Partial<AuthorizationCodeOptions> = {}): AuthorizationCodeOptions => ({
  ...client,
  code: '1000.code',
  store: memoryTokens(),
  ...more,
});

describe('an authorization code', () => {
  it('is exchanged once; from then on its refresh token is used', async () => {
    const redirectUri = 'https://app.test/signed-in';
    const { ask, forms, clock } = signIn(authorizationCode(options({ redirectUri })), {
      answers: [exchanged, granted('second')],
    });
    expect(await ask()).toBe('first');
    clock.advance(hour);
    expect(await ask()).toBe('second');
    const { clientId: client_id, clientSecret: client_secret } = client;
    expect(forms()).toEqual([
      {
        grant_type: 'authorization_code',
        client_id,
        client_secret,
        code: '1000.code',
        redirect_uri: redirectUri,
      },
      { grant_type: 'refresh_token', client_id, client_secret, refresh_token: '1000.refresh' },
    ]);
  });

  it('of a self client has no redirect URI', async () => {
    const { ask, forms } = signIn(authorizationCode(options()), { answers: [exchanged] });
    await ask();
    expect(Object.keys(forms()[0] ?? {})).toEqual(['grant_type', 'client_id', 'client_secret', 'code']);
  });

  it('is not needed again after a restart with the same store', async () => {
    const given = options();
    const clock = fakeClock();
    const server = fakeFetch(exchanged, granted('second'));
    await signIn(authorizationCode(given), { clock, server }).ask();
    clock.advance(hour);
    const { ask, forms } = signIn(authorizationCode(given), { clock, server });
    expect(await ask()).toBe('second');
    expect(forms()[1]).toMatchObject({ grant_type: 'refresh_token', refresh_token: '1000.refresh' });
  });

  it.each<[what: string, answer: Answer]>([
    ['is lost', hanging()],
    ['is a failure', empty(503)],
  ])('is not sent again when its reply %s, for it works once', async (_what, answer) => {
    const { ask, sent, clock } = signIn(authorizationCode(options()), { answers: [answer, exchanged] });
    const problem = await errorOf(TokenProblem, settled(clock, ask()));
    expect(problem.details.retryable).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('that is refused asks the user to sign in again, once and for all', async () => {
    const { ask, sent } = signIn(authorizationCode(options()), {
      answers: [refused('invalid_code'), exchanged],
    });
    const problem = await errorOf(TokenProblem, ask());
    expect(problem.message).toContain('Sign in again');
    await errorOf(TokenProblem, ask());
    expect(sent).toHaveLength(1);
  });

  it('whose refresh fails once is not exchanged again: the refresh is repeated', async () => {
    const { ask, forms, clock } = signIn(authorizationCode(options()), {
      answers: [exchanged, empty(503), granted('second')],
    });
    await ask();
    clock.advance(hour);
    expect(await inVirtualTime(clock, ask())).toBe('second');
    expect(forms().map(({ grant_type }) => grant_type)).toEqual([
      'authorization_code',
      'refresh_token',
      'refresh_token',
    ]);
  });

  it('that another process was faster with is left to it', async () => {
    let reply = (): void => undefined;
    const late: Answer = (request) =>
      new Promise((resolve) => {
        reply = () => resolve(refused('invalid_code')(request));
      });
    const { read, write } = memoryTokens();
    const given = options({ store: { read, write } });
    const clock = fakeClock();
    const server = fakeFetch(late, exchanged);
    const asking = signIn(authorizationCode(given), { clock, server }).ask();
    await until(() => server.sent.length === 1);
    await signIn(authorizationCode(given), { clock, server }).ask();
    reply();
    expect(await asking).toBe('first');
  });

  it('keeps its refresh token when the store takes nothing, and tells so', async () => {
    const { read } = memoryTokens();
    for (const write of [() => false, () => Promise.reject(new Error('read-only'))]) {
      const { ask, forms, clock, warnings } = signIn(authorizationCode(options({ store: { read, write } })), {
        answers: [exchanged, granted('second')],
      });
      await ask();
      clock.advance(hour);
      expect(await ask()).toBe('second');
      expect(forms()[1]).toMatchObject({ refresh_token: '1000.refresh' });
      expect(warnings).toHaveLength(1);
    }
  });
});

describe('the options of an authorization code', () => {
  it.each(['clientId', 'clientSecret', 'code', 'redirectUri'] as const)(
    'need a %s that can be sent',
    (name) => {
      for (const value of ['', 'two words', 'line\n', 42, null]) {
        const error = thrownBy(InputError, () => authorizationCode(untyped({ ...options(), [name]: value })));
        expect(error.message).toContain(`credentials: ${name} must be`);
      }
    },
  );

  it('need a store, and to be there', () => {
    const error = thrownBy(InputError, () => authorizationCode(untyped({ ...options(), store: undefined })));
    expect(error.message).toContain('store is needed');
    thrownBy(InputError, () => authorizationCode(untyped(undefined)));
  });
});

describe('the accounts server that the user comes back with', () => {
  const at = (accountsServer: string, accounts: string) =>
    signIn(authorizationCode(options({ accountsServer })), { at: accounts });

  it.each(['https://accounts.zoho.eu', 'https://accounts.zoho.eu/', 'https://ACCOUNTS.zoho.eu:443/oauth'])(
    'is right when it is that of the client: %s',
    (server) => {
      expect(() => at(server, 'https://accounts.zoho.eu')).not.toThrow();
    },
  );

  it.each(Object.entries(dataCenters))(
    'of data centre %s is named to a client of another one',
    (name, hosts) => {
      const own = name === 'us' ? dataCenters.eu.accounts : dataCenters.us.accounts;
      const error = thrownBy(InputError, () => at(hosts.accounts, own));
      expect(error.message).toContain(`dataCenter: '${name}'`);
    },
  );

  it.each([
    'https://evil.test',
    'https://accounts.zoho.eu.evil.test',
    'https://accounts.zoho.eu@evil.test',
    'http://accounts.zoho.eu',
    'https://accounts.zoho.eu:8443',
    'accounts.zoho.eu',
    'javascript:alert(1)',
    '',
  ])('that is unknown is refused, and nothing is sent there: %s', (server) => {
    const error = thrownBy(InputError, () => at(server, 'https://accounts.zoho.com'));
    expect(error.message).toContain('nor of any known data centre');
  });
});
