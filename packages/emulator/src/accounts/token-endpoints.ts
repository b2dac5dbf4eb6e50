import type { Quirks } from '../quirks.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { descriptors } from '../spec/documents.ts';
import type { TokenMeter } from './token-meter.ts';
import type { TokenStore } from './token-store.ts';

/** How long an access token lives. */
export const tokenLifetimeMs = 3_600_000;

/** Every scope that an operation needs. */
export const allScopes: readonly string[] = [...new Set(descriptors.flatMap(({ scopes }) => scopes))].sort();

export interface AccountsContext {
  readonly tokens: TokenStore;
  readonly meter: TokenMeter;
  readonly quirks: Quirks;
  /** Whom the refresh token belongs to. */
  readonly userId: string;
  readonly now: () => number;
}

function lifetime(expiresIn: Quirks['expiresIn']): Readonly<Record<string, number>> {
  const seconds = tokenLifetimeMs / 1000;
  return expiresIn === 'legacy'
    ? { expires_in_sec: seconds, expires_in: tokenLifetimeMs }
    : { expires_in: seconds };
}

function refusalOf(parameters: URLSearchParams, { tokens }: AccountsContext): string | undefined {
  const { clientId, clientSecret, refreshToken } = tokens.credentials;
  if (parameters.get('grant_type') !== 'refresh_token') return 'unsupported_grant_type';
  if (parameters.get('client_id') !== clientId) return 'invalid_client';
  if (parameters.get('client_secret') !== clientSecret) return 'invalid_client_secret';
  if (parameters.get('refresh_token') !== refreshToken || tokens.refreshTokenRevoked()) return 'invalid_code';
  return undefined;
}

/** Answers `POST /oauth/v2/token`. Its errors come with status 200, as upstream. */
export function token(parameters: URLSearchParams, context: AccountsContext): Response {
  const { tokens, meter, quirks, userId } = context;
  const error = refusalOf(parameters, context);
  if (error !== undefined) return jsonReply(200, { error });
  const now = context.now();
  if (!meter.count(now)) {
    return jsonReply(quirks.tokenThrottleStatus, {
      error: 'Access Denied',
      error_description: 'Too many access tokens were asked for. Wait before asking again.',
      status: 'failure',
    });
  }
  const expiresAt = now + tokenLifetimeMs;
  const { value } = tokens.issue({ userId, scopes: new Set(allScopes), expiresAt, refreshed: true });
  tokens.keepNewest(quirks.activeAccessTokens, now);
  return jsonReply(200, {
    access_token: value,
    ...(quirks.tokenScope === 'present' ? { scope: allScopes.join(' ') } : {}),
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
