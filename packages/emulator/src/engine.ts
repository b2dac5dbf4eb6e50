import { serveAccounts } from './accounts/serve-accounts.ts';
import type { AccountsContext } from './accounts/token-endpoints.ts';
import { collectBody } from './http/collect-body.ts';
import { hostRole } from './http/host-role.ts';
import type { ApiContext } from './pipeline/serve-api.ts';
import { serveApi } from './pipeline/serve-api.ts';
import { doorRefusal } from './replies/door-refusal.ts';
import { jsonReply } from './replies/json-reply.ts';

function serve(request: Request, bytes: Uint8Array, api: ApiContext, accounts: AccountsContext): Response {
  const url = new URL(request.url);
  const role = hostRole(url);
  const reply = role === 'api' ? undefined : serveAccounts(request.method, url, bytes, accounts);
  if (reply !== undefined) return reply;
  return role === 'accounts' ? jsonReply(404, { error: 'not_found' }) : serveApi(request, url, bytes, api);
}

/** Answers requests to the API and to the accounts server. Both doors lead here. */
export function createEngine(
  api: ApiContext,
  accounts: AccountsContext,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const bytes = request.body === null ? new Uint8Array() : await collectBody(request.body);
    const reply =
      bytes === undefined ? doorRefusal(413, 'a body may have 1 MiB.') : serve(request, bytes, api, accounts);
    reply.headers.set('date', new Date(api.now()).toUTCString());
    return reply;
  };
}
