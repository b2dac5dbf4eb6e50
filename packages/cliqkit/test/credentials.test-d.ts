import { describe, expectTypeOf, test } from 'vitest';
import type { AccessTokenContext, Credentials, Grant, TokenStore } from '../src/index.ts';
import {
  authorizationCode,
  clientCredentials,
  createCliq,
  memoryTokens,
  refreshToken,
} from '../src/index.ts';

declare const store: TokenStore;
const client = { clientId: '1000.A', clientSecret: 's' };
const start = (credentials: Credentials): unknown => createCliq({ dataCenter: 'eu', credentials });

describe('an access token', () => {
  test('calls', () => {
    expectTypeOf(start).toBeCallableWith({ accessToken: 't' });
    expectTypeOf(start).toBeCallableWith({ accessToken: () => 't' });
    expectTypeOf(start).toBeCallableWith({ accessToken: async ({ refused }) => `${refused}` });
    start({
      accessToken(context) {
        expectTypeOf(context).toEqualTypeOf<AccessTokenContext>();
        return 't';
      },
    });
  });
  test('misuses', () => {
    // @ts-expect-error which kind of secret is it?
    start('1000.a.b');
    // @ts-expect-error a token is text
    start({ accessToken: 1 });
    // @ts-expect-error a promise of one is gone after an hour
    start({ accessToken: Promise.resolve('t') });
    // @ts-expect-error a function answers with a token
    start({ accessToken: () => undefined });
    // @ts-expect-error with the token alone, not with the reply of the accounts server
    start({ accessToken: async () => ({ access_token: 't' }) });
    // @ts-expect-error it is accessToken
    start({ token: 't' });
    // @ts-expect-error nothing
    start({});
    // @ts-expect-error nothing at all
    start(undefined);
    // @ts-expect-error the context has no token to hand back
    start({ accessToken: ({ accessToken }) => accessToken });
    // @ts-expect-error the data centre is not in the credentials
    start({ accessToken: 't', dataCenter: 'eu' });
  });
});

describe('a grant', () => {
  test('calls', () => {
    expectTypeOf(refreshToken({ ...client, refreshToken: 'r' })).toEqualTypeOf<Grant>();
    expectTypeOf(refreshToken).toBeCallableWith({ ...client, refreshToken: 'r', store });
    expectTypeOf(authorizationCode({ ...client, code: 'c', store })).toEqualTypeOf<Grant>();
    expectTypeOf(authorizationCode).toBeCallableWith({
      ...client,
      code: 'c',
      redirectUri: 'https://example.com/back',
      accountsServer: 'https://accounts.zoho.eu',
      store: memoryTokens(),
    });
    expectTypeOf(clientCredentials({ ...client, scopes: ['ZohoCliq.Chats.READ'] })).toEqualTypeOf<Grant>();
    expectTypeOf(clientCredentials).toBeCallableWith({ ...client, scopes: ['a', 'b'] as const, store });
    expectTypeOf(start).toBeCallableWith(refreshToken({ ...client, refreshToken: 'r' }));
  });
  test('misuses of refreshToken', () => {
    // @ts-expect-error the secrets go through refreshToken(…)
    start({ ...client, refreshToken: 'r' });
    // @ts-expect-error the function is called
    start(refreshToken);
    // @ts-expect-error the refresh token is missing
    refreshToken(client);
    // @ts-expect-error the secret is missing
    refreshToken({ clientId: '1000.A', refreshToken: 'r' });
    // @ts-expect-error names as in the rest of the options
    refreshToken({ client_id: '1000.A', client_secret: 's', refresh_token: 'r' });
    // @ts-expect-error a refresh adds no scope
    refreshToken({ ...client, refreshToken: 'r', scopes: ['ZohoCliq.Chats.READ'] });
    // @ts-expect-error the accounts server is that of the data centre
    refreshToken({ ...client, refreshToken: 'r', accountsServer: 'https://accounts.zoho.eu' });
    // @ts-expect-error the token is in the options
    refreshToken('r');
    // @ts-expect-error a Map is no store
    refreshToken({ ...client, refreshToken: 'r', store: new Map() });
  });
  test('misuses of authorizationCode', () => {
    // @ts-expect-error the code works once: what it is exchanged for has to be kept
    authorizationCode({ ...client, code: 'c' });
    // @ts-expect-error the code is missing
    authorizationCode({ ...client, store });
    // @ts-expect-error a URL as text
    authorizationCode({ ...client, code: 'c', store, redirectUri: new URL('https://example.com') });
    // @ts-expect-error the service calls it accounts-server, this option is accountsServer
    authorizationCode({ ...client, code: 'c', store, 'accounts-server': 'https://accounts.zoho.eu' });
  });
  test('misuses of clientCredentials', () => {
    // @ts-expect-error the scopes are missing
    clientCredentials(client);
    // @ts-expect-error scopes are a list
    clientCredentials({ ...client, scopes: 'ZohoCliq.Chats.READ,ZohoCliq.Chats.UPDATE' });
    // @ts-expect-error it belongs to no user
    clientCredentials({ ...client, scopes: ['ZohoCliq.Chats.READ'], refreshToken: 'r' });
  });
});
