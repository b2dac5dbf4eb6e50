import * as oauth from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { callback, readScope } from './flow.ts';
import type { HttpEmulator } from './http-emulator.ts';
import { openEmulator } from './http-emulator.ts';

const insecure = { [oauth.allowInsecureRequests]: true };

interface Party {
  readonly client: oauth.Client;
  readonly auth: oauth.ClientAuth;
}

function partyOf({ emulator }: HttpEmulator, method: 'basic' | 'post' = 'basic'): Party {
  const { clientId, clientSecret } = emulator.credentials;
  const authenticate = method === 'basic' ? oauth.ClientSecretBasic : oauth.ClientSecretPost;
  return { client: { client_id: clientId }, auth: authenticate(clientSecret) };
}

async function discover({ issuer }: HttpEmulator): Promise<oauth.AuthorizationServer> {
  const reply = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' });
  return await oauth.processDiscoveryResponse(issuer, reply);
}

/** What the metadata would say, where there is none. */
function writtenDown({ issuer: { origin } }: HttpEmulator): oauth.AuthorizationServer {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/v2/auth`,
    token_endpoint: `${origin}/oauth/v2/token`,
    revocation_endpoint: `${origin}/oauth/v2/token/revoke`,
    device_authorization_endpoint: `${origin}/oauth/v3/device/code`,
  };
}

/** Goes through the consent page. Gives what the client then sends to the token endpoint, and its verifier. */
async function consented(opened: HttpEmulator, server: oauth.AuthorizationServer, { client }: Party) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: callback,
    scope: readScope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const reply = await opened.allow(url);
  const back = new URL(reply.headers.get('location') ?? '');
  return { verifier, parameters: oauth.validateAuthResponse(server, client, back, state) };
}

async function statusWith({ emulator }: HttpEmulator, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${emulator.url}/pin-categories`, { headers })).status;
}

describe.each(['basic', 'post'] as const)(
  'oauth4webapi with client_secret_%s, in the profile of the standards',
  (method) => {
    test('exchanges a code with PKCE, refreshes and revokes', async () => {
      const opened = await openEmulator('rfc');
      const server = await discover(opened);
      const party = partyOf(opened, method);
      const { client, auth } = party;
      const { verifier, parameters } = await consented(opened, server, party);
      const exchanged = await oauth.processAuthorizationCodeResponse(
        server,
        client,
        await oauth.authorizationCodeGrantRequest(
          server,
          client,
          auth,
          parameters,
          callback,
          verifier,
          insecure,
        ),
      );
      expect(exchanged).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: readScope });
      expect(await statusWith(opened, exchanged.access_token)).toBe(200);

      const refreshed = await oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, auth, exchanged.refresh_token ?? '', insecure),
      );
      expect(await statusWith(opened, refreshed.access_token)).toBe(200);

      const revocation = await oauth.revocationRequest(
        server,
        client,
        auth,
        refreshed.access_token,
        insecure,
      );
      await oauth.processRevocationResponse(revocation);
      expect(await statusWith(opened, refreshed.access_token)).toBe(401);
      expect(await statusWith(opened, exchanged.access_token)).toBe(200);
    });

    test('gets a token of its own', async () => {
      const opened = await openEmulator('rfc');
      const server = await discover(opened);
      const { client, auth } = partyOf(opened, method);
      const reply = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        auth,
        { scope: readScope },
        insecure,
      );
      const granted = await oauth.processClientCredentialsResponse(server, client, reply);
      expect(await statusWith(opened, granted.access_token)).toBe(200);
    });

    test('connects a device', async () => {
      const opened = await openEmulator('rfc');
      const server = await discover(opened);
      const { client, auth } = partyOf(opened, method);
      const device = await oauth.processDeviceAuthorizationResponse(
        server,
        client,
        await oauth.deviceAuthorizationRequest(server, client, auth, { scope: readScope }, insecure),
      );
      expect(device).toMatchObject({ interval: 30, expires_in: 300 });
      const poll = async () =>
        await oauth.processDeviceCodeResponse(
          server,
          client,
          await oauth.deviceCodeGrantRequest(server, client, auth, device.device_code, insecure),
        );
      await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending', status: 400 });
      await expect(poll()).rejects.toMatchObject({ error: 'slow_down', status: 400 });
      expect((await opened.allow(device.verification_uri_complete ?? '')).status).toBe(200);
      opened.clock.advance(30_000);
      expect(await statusWith(opened, (await poll()).access_token)).toBe(200);
    });

    test('is told what is wrong', async () => {
      const opened = await openEmulator('rfc');
      const server = await discover(opened);
      const party = partyOf(opened, method);
      const { client, auth } = party;
      const { parameters } = await consented(opened, server, party);
      const other = oauth.generateRandomCodeVerifier();
      const exchange = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        auth,
        parameters,
        callback,
        other,
        insecure,
      );
      const wrong = oauth.processAuthorizationCodeResponse(server, client, exchange);
      await expect(wrong).rejects.toBeInstanceOf(oauth.ResponseBodyError);
      await expect(wrong).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });

      const stranger = { client_id: 'stranger' };
      const reply = await oauth.clientCredentialsGrantRequest(
        server,
        stranger,
        auth,
        { scope: readScope },
        insecure,
      );
      await expect(oauth.processClientCredentialsResponse(server, stranger, reply)).rejects.toMatchObject({
        status: 401,
      });
    });
  },
);

test('oauth4webapi notices that a consent comes from another issuer', async () => {
  const opened = await openEmulator('rfc');
  const server = { ...(await discover(opened)), issuer: 'https://accounts.example.test' };
  await expect(consented(opened, server, partyOf(opened))).rejects.toBeInstanceOf(
    oauth.OperationProcessingError,
  );
});

describe('oauth4webapi in the profile of Zoho fails with an error of its own', () => {
  const failed = oauth.OperationProcessingError;

  test('where it looks for metadata', async () => {
    await expect(discover(await openEmulator('zoho'))).rejects.toBeInstanceOf(failed);
  });

  test('at refusals with status 200', async () => {
    const opened = await openEmulator('zoho');
    const server = writtenDown(opened);
    const { client, auth } = partyOf(opened, 'post');
    const refresh = await oauth.refreshTokenGrantRequest(server, client, auth, 'none', insecure);
    expect(refresh.status).toBe(200);
    await expect(oauth.processRefreshTokenResponse(server, client, refresh)).rejects.toBeInstanceOf(failed);

    const stranger = { client_id: 'stranger' };
    const reply = await oauth.clientCredentialsGrantRequest(
      server,
      stranger,
      auth,
      { scope: readScope },
      insecure,
    );
    await expect(oauth.processClientCredentialsResponse(server, stranger, reply)).rejects.toBeInstanceOf(
      failed,
    );
  });

  test('where the client presents itself in the header', async () => {
    const opened = await openEmulator('zoho');
    const server = writtenDown(opened);
    const { client, auth } = partyOf(opened, 'basic');
    const { refreshToken } = opened.emulator.credentials;
    const refresh = await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, insecure);
    await expect(oauth.processRefreshTokenResponse(server, client, refresh)).rejects.toBeInstanceOf(failed);
  });

  test('where a device begins', async () => {
    const opened = await openEmulator('zoho');
    const server = writtenDown(opened);
    const { client, auth } = partyOf(opened, 'post');
    for (const grant of [{}, { grant_type: 'device_request' }]) {
      const begun = await oauth.deviceAuthorizationRequest(
        server,
        client,
        auth,
        { scope: readScope, ...grant },
        insecure,
      );
      await expect(oauth.processDeviceAuthorizationResponse(server, client, begun)).rejects.toBeInstanceOf(
        failed,
      );
    }
  });

  test('at a revocation of what is no token', async () => {
    const opened = await openEmulator('zoho');
    const { client, auth } = partyOf(opened, 'post');
    const reply = await oauth.revocationRequest(writtenDown(opened), client, auth, 'none', insecure);
    await expect(oauth.processRevocationResponse(reply)).rejects.toBeInstanceOf(oauth.ResponseBodyError);
  });
});
