import { jsonReply } from '../replies/json-reply.ts';
import type { AccountsContext } from './token-endpoints.ts';
import { revoke, token } from './token-endpoints.ts';

const endpoints = new Map([
  ['/oauth/v2/token', token],
  ['/oauth/v2/token/revoke', revoke],
]);

/** Parameters from the form in the body, and from the query, which the service accepts too; the body wins. */
function parametersOf(url: URL, body: Uint8Array): URLSearchParams {
  const parameters = new URLSearchParams(url.searchParams);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body)))
    parameters.set(name, value);
  return parameters;
}

/** The reply of the accounts server; nothing when the path is none of its own. */
export function serveAccounts(
  method: string,
  url: URL,
  body: Uint8Array,
  context: AccountsContext,
): Response | undefined {
  const endpoint = endpoints.get(url.pathname);
  if (endpoint === undefined) return undefined;
  if (method !== 'POST') return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'POST' });
  return endpoint(parametersOf(url, body), context);
}
