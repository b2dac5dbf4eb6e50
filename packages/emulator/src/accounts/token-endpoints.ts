import type { ThrottleFault } from '../faults/fault.ts';
import type { FaultBook } from '../faults/faults.ts';
import type { Visit } from '../journal/visit.ts';
import type { Quirks } from '../quirks.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { GrantContext } from './grants.ts';
import { budgetOf, clientBudget, grants, refreshTokenBudget } from './grants.ts';
import type { TokenMeter } from './token-meter.ts';

/** How long an access token lives. */
export const tokenLifetimeMs = 3_600_000;

export interface AccountsContext extends GrantContext {
  readonly meter: TokenMeter;
  readonly faults: FaultBook;
  readonly quirks: Quirks;
}

function lifetime(expiresIn: Quirks['expiresIn']): Readonly<Record<string, number>> {
  const seconds = tokenLifetimeMs / 1000;
  return expiresIn === 'legacy'
    ? { expires_in_sec: seconds, expires_in: tokenLifetimeMs }
    : { expires_in: seconds };
}

function throttledToken(
  { tokenThrottleStatus }: Quirks,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = {
    error: 'Access Denied',
    error_description: 'Too many access tokens were asked for. Wait before asking again.',
    status: 'failure',
  };
  return jsonReply(tokenThrottleStatus, body, headers);
}

/** Answers a token request as if too many had come, and those that follow for a while. */
export function throttleTokens(
  parameters: URLSearchParams,
  { at }: Visit,
  { lockMs, retryAfter }: ThrottleFault,
  { meter, quirks }: AccountsContext,
): Response {
  const budget = budgetOf(parameters);
  if (budget !== undefined) meter.lock(budget, at, lockMs);
  return throttledToken(quirks, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}

/** Answers `POST /oauth/v2/token`. Its errors come with status 200, as upstream. */
export function token(parameters: URLSearchParams, visit: Visit, context: AccountsContext): Response {
  const { tokens, meter, quirks } = context;
  const { clientId, clientSecret } = tokens.credentials;
  const known = grants.get(parameters.get('grant_type') ?? '');
  if (known === undefined) return jsonReply(200, { error: 'unsupported_grant_type' });
  if (parameters.get('client_id') !== clientId) return jsonReply(200, { error: 'invalid_client' });
  if (parameters.get('client_secret') !== clientSecret)
    return jsonReply(200, { error: 'invalid_client_secret' });
  const grant = known.rule(parameters, visit.at, context);
  if (grant === undefined) return jsonReply(200, { error: known.error });

  const { refreshToken, consent } = grant;
  const { userId, scopes } = consent;
  const budget = refreshToken === undefined ? clientBudget(clientId) : refreshTokenBudget(refreshToken);
  if (!meter.count(budget, visit.at)) return throttledToken(quirks);
  const made = { userId, scopes, expiresAt: visit.at + tokenLifetimeMs };
  const { value } = tokens.issue(refreshToken === undefined ? made : { ...made, refreshToken });
  if (refreshToken !== undefined) tokens.keepNewest(refreshToken, quirks.activeAccessTokens, visit.at);
  visit.committed = true;
  return jsonReply(200, {
    access_token: value,
    ...(grant.isNew === true ? { refresh_token: refreshToken } : {}),
    ...(quirks.tokenScope === 'present' ? { scope: [...scopes].join(' ') } : {}),
    // As upstream, the domain of other services: a client that sends its token there has lost it.
    api_domain: 'https://www.zohoapis.com',
    token_type: 'Bearer',
    ...lifetime(quirks.expiresIn),
  });
}

/** Answers `POST /oauth/v2/token/revoke`. */
export function revoke(parameters: URLSearchParams, { tokens }: AccountsContext): Response {
  return tokens.revoke(parameters.get('token') ?? '')
    ? jsonReply(200, { status: 'success' })
    : jsonReply(400, { error: 'invalid_token' });
}
