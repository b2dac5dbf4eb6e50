import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { allScopes } from './scopes.ts';

const clientAuthentication = ['client_secret_basic', 'client_secret_post'];

/** Answers `/.well-known/oauth-authorization-server` (RFC 8414), where the profile is the standard's. */
export function serveMetadata({ method, origin }: AccountsRequest): Reply {
  if (method !== 'GET') return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'GET' });
  return jsonReply(200, {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/v2/auth`,
    token_endpoint: `${origin}/oauth/v2/token`,
    revocation_endpoint: `${origin}/oauth/v2/token/revoke`,
    device_authorization_endpoint: `${origin}/oauth/v3/device/code`,
    scopes_supported: allScopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    token_endpoint_auth_methods_supported: clientAuthentication,
    revocation_endpoint_auth_methods_supported: clientAuthentication,
    code_challenge_methods_supported: ['S256', 'plain'],
    authorization_response_iss_parameter_supported: true,
  });
}
