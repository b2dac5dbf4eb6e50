import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { callback, readScope } from './flow.ts';
import type { HttpEmulator } from './http-emulator.ts';
import { openEmulator } from './http-emulator.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

function discover(
  { issuer, emulator }: HttpEmulator,
  auth?: client.ClientAuth,
): Promise<client.Configuration> {
  const { clientId, clientSecret } = emulator.credentials;
  return client.discovery(issuer, clientId, clientSecret, auth, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
  });
}

/** What discovery would give, where there is no metadata. */
function writtenDown({ issuer: { origin }, emulator }: HttpEmulator): client.Configuration {
  const { clientId, clientSecret } = emulator.credentials;
  const server = {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/v2/auth`,
    token_endpoint: `${origin}/oauth/v2/token`,
    revocation_endpoint: `${origin}/oauth/v2/token/revoke`,
    device_authorization_endpoint: `${origin}/oauth/v3/device/code`,
  };
  const configuration = new client.Configuration(server, clientId, clientSecret);
  client.allowInsecureRequests(configuration);
  return configuration;
}

async function consented(opened: HttpEmulator, configuration: client.Configuration) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: readScope,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const reply = await opened.allow(url);
  return { back: new URL(reply.headers.get('location') ?? ''), checks: { pkceCodeVerifier, expectedState } };
}

async function statusWith({ emulator }: HttpEmulator, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${emulator.url}/pin-categories`, { headers })).status;
}

describe('openid-client, in the profile of the standards', () => {
  test.each([undefined, 'basic'])(
    'exchanges a code with PKCE, refreshes and revokes (%s)',
    async (method) => {
      const opened = await openEmulator('rfc');
      const { clientSecret } = opened.emulator.credentials;
      const auth = method === undefined ? undefined : client.ClientSecretBasic(clientSecret);
      const configuration = await discover(opened, auth);
      const { back, checks } = await consented(opened, configuration);
      const exchanged = await client.authorizationCodeGrant(configuration, back, checks);
      expect(exchanged).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: readScope });
      expect(await statusWith(opened, exchanged.access_token)).toBe(200);

      const refreshed = await client.refreshTokenGrant(configuration, exchanged.refresh_token ?? '');
      expect(await statusWith(opened, refreshed.access_token)).toBe(200);

      await client.tokenRevocation(configuration, exchanged.refresh_token ?? '');
      for (const token of [exchanged.access_token, refreshed.access_token])
        expect(await statusWith(opened, token)).toBe(401);
      await expect(
        client.refreshTokenGrant(configuration, exchanged.refresh_token ?? ''),
      ).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    },
  );

  test('gets a token of its own', async () => {
    const opened = await openEmulator('rfc');
    const granted = await client.clientCredentialsGrant(await discover(opened), { scope: readScope });
    expect(await statusWith(opened, granted.access_token)).toBe(200);
  });

  test('connects a device', async () => {
    const opened = await openEmulator('rfc');
    const configuration = await discover(opened);
    const device = await client.initiateDeviceAuthorization(configuration, { scope: readScope });
    // Its own loop waits for the interval of 30 real seconds before it asks.
    const poll = () =>
      client.genericGrantRequest(configuration, deviceGrant, { device_code: device.device_code });
    await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
    await expect(poll()).rejects.toMatchObject({ error: 'slow_down' });
    expect((await opened.allow(device.verification_uri_complete ?? '')).status).toBe(200);
    opened.clock.advance(30_000);
    expect(await statusWith(opened, (await poll()).access_token)).toBe(200);
  });

  test('is told that the user has denied', async () => {
    const opened = await openEmulator('rfc');
    const configuration = await discover(opened);
    const url = client.buildAuthorizationUrl(configuration, { redirect_uri: callback, scope: readScope });
    const back = new URL(opened.emulator.consent(url, { allow: false }));
    await expect(client.authorizationCodeGrant(configuration, back)).rejects.toBeInstanceOf(
      client.AuthorizationResponseError,
    );
  });
});

describe('openid-client in the profile of Zoho fails with an error of its own', () => {
  test('where it looks for metadata', async () => {
    await expect(discover(await openEmulator('zoho'))).rejects.toBeInstanceOf(client.ClientError);
  });

  test('at refusals with status 200', async () => {
    const opened = await openEmulator('zoho');
    const configuration = writtenDown(opened);
    const { back, checks } = await consented(opened, configuration);
    const wrong = { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
    await expect(client.authorizationCodeGrant(configuration, back, wrong)).rejects.toBeInstanceOf(
      client.ClientError,
    );
    await expect(client.refreshTokenGrant(configuration, 'none')).rejects.toBeInstanceOf(client.ClientError);
    await expect(client.clientCredentialsGrant(configuration)).rejects.toBeInstanceOf(client.ClientError);
  });

  test('where a device begins', async () => {
    const configuration = writtenDown(await openEmulator('zoho'));
    for (const grant of [{}, { grant_type: 'device_request' }]) {
      const begun = client.initiateDeviceAuthorization(configuration, { scope: readScope, ...grant });
      await expect(begun).rejects.toBeInstanceOf(client.ClientError);
    }
  });

  test('at a revocation of what is no token', async () => {
    const configuration = writtenDown(await openEmulator('zoho'));
    await expect(client.tokenRevocation(configuration, 'none')).rejects.toBeInstanceOf(
      client.ResponseBodyError,
    );
  });
});
