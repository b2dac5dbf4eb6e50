import { intercept, statusReply } from '../faults/intercept.ts';
import { strike } from '../faults/strike.ts';
import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { budgetOf } from './grants.ts';
import type { AccountsContext } from './token-endpoints.ts';
import { revoke, throttleTokens, token } from './token-endpoints.ts';

const tokenPath = '/oauth/v2/token';
const revokePath = '/oauth/v2/token/revoke';

/** Parameters from the form in the body, and from the query, which the service accepts too; the body wins. */
function parametersOf(url: URL, body: Uint8Array): URLSearchParams {
  const parameters = new URLSearchParams(url.searchParams);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body)))
    parameters.set(name, value);
  return parameters;
}

/** The reply of the token endpoint, or of the fault that strikes there. */
function serveToken(url: URL, body: Uint8Array, visit: Visit, context: AccountsContext): Response {
  const parameters = parametersOf(url, body);
  const budget = budgetOf(parameters);
  visit.operation = 'token';
  if (budget !== undefined) visit.tokenBudget = budget;
  const threat = context.faults.threat('token');
  if (threat === undefined) return token(parameters, visit, context);
  const fault = strike(threat, visit);
  if (fault.kind === 'status') return statusReply(fault);
  if (fault.kind === 'throttle') return throttleTokens(parameters, visit, fault, context);
  const arrived = fault.kind === 'strip-body' ? parametersOf(url, new Uint8Array()) : parameters;
  return intercept(fault) ?? token(arrived, visit, context);
}

/** The reply of the accounts server; nothing when the path is none of its own. */
export function serveAccounts(
  method: string,
  url: URL,
  body: Uint8Array,
  visit: Visit,
  context: AccountsContext,
): Response | undefined {
  if (url.pathname !== tokenPath && url.pathname !== revokePath) return undefined;
  if (method !== 'POST') return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'POST' });
  return url.pathname === tokenPath
    ? serveToken(url, body, visit, context)
    : revoke(parametersOf(url, body), context);
}
