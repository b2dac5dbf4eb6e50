import type { ThrottleFault } from '../faults/fault.ts';
import { intercept, statusReply } from '../faults/intercept.ts';
import { strike } from '../faults/strike.ts';
import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import { emptyReply } from '../replies/reply.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { tokenParameters } from './accounts-request.ts';
import { clientOf, presentedClientId } from './client-of.ts';
import { budgetOf, grantsOf } from './grants.ts';
import { issueTokens, throttledToken } from './issue-tokens.ts';
import { refusal } from './refusal.ts';

const formType = 'application/x-www-form-urlencoded';

/** Answers a token request as if too many had come, and those that follow for a while. */
function throttleTokens(
  budget: string | undefined,
  { at }: Visit,
  { lockMs, retryAfter }: ThrottleFault,
  { meter, quirks }: AccountsContext,
): Reply {
  if (budget !== undefined) meter.lock(budget, at, lockMs);
  return throttledToken(quirks, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}

/** A request whose body was lost on the way. */
function stripped(request: AccountsRequest): AccountsRequest {
  return { ...request, parameters: request.query, form: new URLSearchParams() };
}

/** Carries out a token request, unless the fault that is planned for it comes in between. */
export function underFaults(
  request: AccountsRequest,
  visit: Visit,
  context: AccountsContext,
  carryOut: (request: AccountsRequest) => Reply,
): Reply {
  const budget = budgetOf(tokenParameters(request, context.quirks), presentedClientId(request, context));
  visit.operation = 'token';
  if (budget !== undefined) visit.tokenBudget = budget;
  const threat = context.faults.threat('token');
  if (threat === undefined) return carryOut(request);
  const fault = strike(threat, visit);
  if (fault.kind === 'status') return statusReply(fault);
  if (fault.kind === 'throttle') return throttleTokens(budget, visit, fault, context);
  return intercept(fault) ?? carryOut(fault.kind === 'strip-body' ? stripped(request) : request);
}

/** Whether a request is put as the standard wants it: a form, and every parameter once (RFC 6749, 3.2). */
export function isWellFormed({ headers, repeated }: AccountsRequest, { quirks }: AccountsContext): boolean {
  if (quirks.oauthProfile === 'zoho') return true;
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === formType && repeated.size === 0;
}

function token(request: AccountsRequest, visit: Visit, context: AccountsContext): Reply {
  const { quirks } = context;
  const parameters = tokenParameters(request, quirks);
  const grantType = parameters.get('grant_type') ?? '';
  if (!isWellFormed(request, context) || (grantType === '' && quirks.oauthProfile === 'rfc'))
    return refusal('invalid_request', quirks);
  const rule = grantsOf(context).get(grantType);
  if (rule === undefined) return refusal('unsupported_grant_type', quirks);
  const client = clientOf(request, context);
  if (typeof client === 'string') return refusal(client, quirks);
  const grant = rule(parameters, visit.at, client, context);
  return typeof grant === 'string' ? refusal(grant, quirks) : issueTokens(grant, client, visit, context);
}

/** Answers `POST /oauth/v2/token`. */
export function serveToken(request: AccountsRequest, visit: Visit, context: AccountsContext): Reply {
  return underFaults(request, visit, context, (arrived) => token(arrived, visit, context));
}

/** Revokes as the standard has it (RFC 7009, 2): for the client that the token belongs to, and without telling whether there was one. */
function revokeByStandard(request: AccountsRequest, context: AccountsContext): Reply {
  const { tokens, quirks } = context;
  if (!isWellFormed(request, context)) return refusal('invalid_request', quirks);
  const client = clientOf(request, context);
  if (typeof client === 'string') return refusal(client, quirks);
  const value = request.form.get('token') ?? '';
  if (value === '') return refusal('invalid_request', quirks);
  const owner = tokens.clientOf(value);
  if (owner !== undefined && owner !== client.name) return refusal('invalid_token', quirks);
  tokens.revoke(value);
  return emptyReply(200);
}

/** Answers `POST /oauth/v2/token/revoke`. */
export function serveRevocation(request: AccountsRequest, { at }: Visit, context: AccountsContext): Reply {
  // A token that has expired is no token any more, whether or not it was forgotten yet.
  context.tokens.sweep(at);
  if (context.quirks.oauthProfile === 'rfc') return revokeByStandard(request, context);
  const isRevoked =
    request.foreign === undefined && context.tokens.revoke(request.parameters.get('token') ?? '');
  return isRevoked ? jsonReply(200, { status: 'success' }) : jsonReply(400, { error: 'invalid_token' });
}
