import type { DataCenter } from '@cliqkit/types';
import { dataCenters } from '@cliqkit/types';
import type { Visit } from '../journal/visit.ts';
import type { Quirks } from '../quirks.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { Client } from './clients.ts';
import type { Grant } from './grants.ts';

/** How long an access token lives. */
export const tokenLifetimeMs = 3_600_000;

function lifetime({ expiresIn, oauthProfile }: Quirks): Readonly<Record<string, number>> {
  const seconds = tokenLifetimeMs / 1000;
  return expiresIn === 'legacy' && oauthProfile === 'zoho'
    ? { expires_in_sec: seconds, expires_in: tokenLifetimeMs }
    : { expires_in: seconds };
}

/** As upstream, the domain of other services: a client that sends its token there has lost it. */
function apiDomain(dataCenter: DataCenter = 'us'): string {
  return dataCenters[dataCenter].accounts.replace(/accounts\.zoho(?:cloud)?\./u, 'www.zohoapis.');
}

/** What follows when too many access tokens were asked for. The standard has no code for it; this one is closest. */
export function throttledToken(quirks: Quirks, headers: Readonly<Record<string, string>> = {}): Reply {
  const text = 'Too many access tokens were asked for. Wait before asking again.';
  if (quirks.oauthProfile === 'rfc') {
    return jsonReply(429, { error: 'temporarily_unavailable', error_description: text }, headers);
  }
  const body = { error: 'Access Denied', error_description: text, status: 'failure' };
  return jsonReply(quirks.tokenThrottleStatus, body, headers);
}

/** Makes the tokens of a grant, unless that would be too many. */
export function issueTokens(
  grant: Grant,
  { name: client }: Client,
  visit: Visit,
  { tokens, meter, quirks, dataCenter }: AccountsContext,
): Reply {
  const { refreshToken, consent, budget, isNew, code } = grant;
  const { userId, scopes } = consent;
  if (budget !== undefined && !meter.count(budget, visit.at)) return throttledToken(quirks);
  tokens.sweep(visit.at);
  const origin = code === undefined ? {} : { code };
  const made = { userId, scopes, client, ...origin, expiresAt: visit.at + tokenLifetimeMs };
  const { value } = tokens.issue(refreshToken === undefined ? made : { ...made, refreshToken });
  if (refreshToken !== undefined) tokens.keepNewest(refreshToken, quirks.activeAccessTokens, visit.at);
  visit.committed = true;
  const namesScope = quirks.tokenScope === 'present' || quirks.oauthProfile === 'rfc';
  return jsonReply(200, {
    access_token: value,
    ...(isNew === true ? { refresh_token: refreshToken } : {}),
    ...(namesScope ? { scope: [...scopes].join(' ') } : {}),
    api_domain: apiDomain(dataCenter),
    token_type: 'Bearer',
    ...lifetime(quirks),
  });
}
