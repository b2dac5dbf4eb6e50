import type { RequestHead } from '../delivery/request-head.ts';
import { foreignCenter } from '../http/host-role.ts';
import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { readAccountsRequest } from './accounts-request.ts';
import { authorizationPath, serveAuthorization } from './serve-authorization.ts';
import { devicePagePath, serveDeviceCode, serveDeviceToken } from './serve-device.ts';
import { serveDevicePage } from './serve-device-page.ts';
import { serveMetadata } from './serve-metadata.ts';
import { serveRevocation, serveToken } from './token-endpoints.ts';

/** Answers the requests to one path. */
type Endpoint = (request: AccountsRequest, visit: Visit, context: AccountsContext) => Reply;

/** An endpoint for programs, whose replies are for nobody else. */
function posted(endpoint: Endpoint): Endpoint {
  return (request, visit, context) => {
    if (request.method !== 'POST') return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'POST' });
    const reply = endpoint(request, visit, context);
    return { ...reply, headers: { 'cache-control': 'no-store', ...reply.headers } };
  };
}

const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  [authorizationPath, serveAuthorization],
  ['/oauth/v2/token', posted(serveToken)],
  ['/oauth/v2/token/revoke', posted(serveRevocation)],
  ['/oauth/v3/device/code', posted(serveDeviceCode)],
  ['/oauth/v3/device/token', posted(serveDeviceToken)],
  [devicePagePath, serveDevicePage],
]);

const standardEndpoints: ReadonlyMap<string, Endpoint> = new Map([
  ...endpoints,
  ['/.well-known/oauth-authorization-server', serveMetadata],
]);

/** The reply of the accounts server; nothing when the path is none of its own. */
export function serveAccounts(
  head: RequestHead,
  body: Uint8Array,
  visit: Visit,
  context: AccountsContext,
): Reply | undefined {
  const known = context.quirks.oauthProfile === 'rfc' ? standardEndpoints : endpoints;
  const endpoint = known.get(head.url.pathname);
  if (endpoint === undefined) return undefined;
  const request = readAccountsRequest(head, body, foreignCenter(head.url, context.dataCenter));
  return endpoint(request, visit, context);
}
