import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { clientCredentials } from '../src/tokens/client-credentials.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { thrownBy } from './failure-of.ts';
import { client, grantedInTurn, settled, signIn } from './fake-accounts.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeFetch } from './fake-fetch.ts';
import { untyped } from './test-client.ts';

const scopes = ['ZohoCliq.Chats.READ', 'ZohoCliq.Channels.ALL'];

describe('client credentials', () => {
  it('are exchanged for an access token, with the scopes that it is to have', async () => {
    const { ask, forms } = signIn(clientCredentials({ ...client, scopes }));
    expect(await ask()).toBe('token-1');
    expect(forms()).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        scope: 'ZohoCliq.Chats.READ,ZohoCliq.Channels.ALL',
      },
    ]);
  });

  it('share a token among processes that ask for the same scopes', async () => {
    const [store, clock, server] = [memoryTokens(), fakeClock(), fakeFetch(grantedInTurn())];
    const process = (...scopes: string[]) =>
      signIn(clientCredentials({ ...client, scopes, store }), { clock, server }).ask();
    const tokens = [process('a', 'b'), process('a', 'b'), process('a')];
    expect(new Set(await settled(clock, Promise.all(tokens)))).toEqual(new Set(['token-1', 'token-2']));
  });

  it.each<unknown>([undefined, [], 'ZohoCliq.Chats.READ', {}, null])('need scopes: %j are none', (value) => {
    const error = thrownBy(InputError, () => clientCredentials(untyped({ ...client, scopes: value })));
    expect(error.message).toContain('scopes must be a list of at least one scope');
  });

  it.each<unknown>(['', 'two scopes', 42, undefined])('need scopes that can be sent: %j cannot', (value) => {
    const error = thrownBy(InputError, () => clientCredentials(untyped({ ...client, scopes: [value] })));
    expect(error.message).toContain('scopes must be a text');
  });

  it('need the client, its secret, and their options', () => {
    thrownBy(InputError, () => clientCredentials(untyped({ scopes, clientId: '1000.CLIENT' })));
    thrownBy(InputError, () => clientCredentials(untyped({ scopes, clientSecret: 'secret' })));
    thrownBy(InputError, () => clientCredentials(untyped(undefined)));
  });
});
