import { dataCenters } from '@cliqkit/types';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';
import { read } from '../session.ts';
import { callback, credentialFields, firstUser, locationOf, readScope, startFlow } from './flow.ts';

const eu = dataCenters.eu.accounts;
const others = Object.entries(dataCenters).filter(([name]) => name !== 'eu');

test('every data centre is played, unless told otherwise', async () => {
  const { emulator, token } = await startFlow();
  const grant = { grant_type: 'client_credentials', scope: readScope };
  const authorization = `Bearer ${String((await token(grant)).at('access_token'))}`;
  for (const { api } of Object.values(dataCenters))
    expect((await emulator.fetch(`${api}/pin-categories`, { headers: { authorization } })).status).toBe(200);
});

test.each(others)(
  'a host of %s knows neither clients nor tokens when another one is played',
  async (_, hosts) => {
    const flow = await startFlow({ dataCenter: 'eu' });
    const { emulator } = flow;
    const grant = {
      ...credentialFields(emulator),
      grant_type: 'refresh_token',
      refresh_token: emulator.credentials.refreshToken,
    };
    expect((await flow.post(`${hosts.accounts}/oauth/v2/token`, grant)).body).toEqual({
      error: 'invalid_client',
    });
    const token = String((await flow.post(`${eu}/oauth/v2/token`, grant)).at('access_token'));

    const headers = { authorization: `Zoho-oauthtoken ${token}` };
    const foreign = await read(await emulator.fetch(`${hosts.api}/pin-categories`, { headers }));
    expect(foreign.outcome).toBe('401 oauthtoken_invalid');
    const own = await emulator.fetch(`${dataCenters.eu.api}/pin-categories`, { headers });
    expect(own.status).toBe(200);

    expect((await flow.post(`${hosts.accounts}/oauth/v2/token/revoke`, { token })).status).toBe(400);
    expect((await flow.open(`${hosts.accounts}/oauth/v2/auth${flow.authorizationUrl().search}`)).status).toBe(
      400,
    );
    expect((await flow.get('/pin-categories', token)).status).toBe(200);
  },
);

test('a consent says which data centre it comes from', async () => {
  const flow = await startFlow({ dataCenter: 'eu' });
  const form = { user: firstUser, decision: 'allow' };
  const back = locationOf(await flow.post(`${eu}/oauth/v2/auth${flow.authorizationUrl().search}`, form));
  expect(back.origin + back.pathname).toBe(callback);
  expect(back.searchParams.get('location')).toBe('eu');
  expect(back.searchParams.get('accounts-server')).toBe(eu);
  expect(() =>
    flow.emulator.consent(`https://accounts.zoho.com/oauth/v2/auth${flow.authorizationUrl().search}`),
  ).toThrow('No client has the id');
});

test.each([
  ['eu', 'https://www.zohoapis.eu'],
  ['au', 'https://www.zohoapis.com.au'],
  ['ca', 'https://www.zohoapis.ca'],
] as const)(
  'a token of %s names a domain of that centre, which is not the API',
  async (dataCenter, domain) => {
    const flow = await startFlow({ dataCenter });
    const grant = { ...credentialFields(flow.emulator), grant_type: 'client_credentials', scope: readScope };
    const reply = await flow.post(`${dataCenters[dataCenter].accounts}/oauth/v2/token`, grant);
    expect(reply.at('api_domain')).toBe(domain);
  },
);

test('a data centre has to be one', async () => {
  // @ts-expect-error: what no data centre is called
  await expect(createEmulator({ port: false, dataCenter: 'mars' })).rejects.toThrow(
    'there is no data center "mars"',
  );
});
