import { digest } from '../journal/digest.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { Client } from './clients.ts';
import type { RefusalCode } from './refusal.ts';
import { readScopes } from './scopes.ts';
import type { Consent } from './token-store.ts';

/** What a token request is granted. */
export interface Grant {
  readonly consent: Consent;
  /** The refresh token that the access token belongs to; none for a client's own. */
  readonly refreshToken?: string;
  /** Serial number of the code that was exchanged. */
  readonly code?: number;
  /** Whether the refresh token is new, and the reply hands it over. */
  readonly isNew?: boolean;
  /** The budget that the access token counts against; none for one without a refresh token that a user has agreed to. */
  readonly budget?: string;
}

/** What a user has agreed to, and what the client has asked for beside it. */
interface Agreed extends Consent {
  readonly offline: boolean;
  readonly prompted: boolean;
  /** Serial number of the code that says so; none for a device. */
  readonly code?: number;
}

type GrantRule = (
  parameters: URLSearchParams,
  now: number,
  client: Client,
  context: AccountsContext,
) => Grant | RefusalCode;

/** The name of the budget that a refresh token's access tokens count against. The token is not in it. */
function refreshTokenBudget(value: string): string {
  return `refresh token ${digest(value)}`;
}

/** The name of the budget that a client's own access tokens count against. */
function clientBudget(clientId: string): string {
  return `client ${digest(clientId)}`;
}

/** The budget that a request would use. A code has none: each one brings a refresh token of its own. */
export function budgetOf(parameters: URLSearchParams, clientId: string): string | undefined {
  switch (parameters.get('grant_type')) {
    case 'refresh_token':
      return refreshTokenBudget(parameters.get('refresh_token') ?? '');
    case 'client_credentials':
      return clientBudget(clientId);
    default:
      return undefined;
  }
}

/**
 * What a consent is granted. Zoho hands out a refresh token when it is asked to (`access_type=offline`), and then at the
 * first consent, or at one that was asked for expressly (`prompt=consent`).
 */
export function grantConsent(
  { userId, scopes, offline, prompted, code }: Agreed,
  client: Client,
  { tokens, quirks }: AccountsContext,
): Grant {
  const consent = { userId, scopes };
  const origin = code === undefined ? {} : { code };
  const again = !prompted && tokens.hasConsented(client.name, userId);
  if (!offline || (again && quirks.repeatedConsent === 'access-only')) return { consent, ...origin };
  const { value } = tokens.consent({ ...consent, ...origin, client: client.name });
  return { consent, ...origin, refreshToken: value, isNew: true, budget: refreshTokenBudget(value) };
}

const byRefreshToken: GrantRule = (parameters, _now, client, { tokens, quirks }) => {
  const token = tokens.findRefreshToken(parameters.get('refresh_token') ?? '');
  if (token === undefined || token.client !== client.name) return 'invalid_code';
  const { value, userId, scopes } = token;
  const grant = { consent: { userId, scopes }, refreshToken: value, budget: refreshTokenBudget(value) };
  const asked = quirks.oauthProfile === 'rfc' ? parameters.get('scope') : null;
  if (asked === null) return grant;
  // RFC 6749, 6: fewer than the user has agreed to, if the client likes.
  const fewer = readScopes(asked);
  if (fewer === undefined || fewer.size === 0 || ![...fewer].every((scope) => scopes.has(scope)))
    return 'invalid_scope';
  return { ...grant, consent: { userId, scopes: fewer } };
};

const byCode: GrantRule = (parameters, now, client, context) => {
  const proof = {
    client: client.name,
    redirectUri: parameters.get('redirect_uri') ?? undefined,
    verifier: parameters.get('code_verifier') ?? undefined,
    strayVerifier: context.quirks.oauthProfile === 'rfc' ? 'refused' : 'ignored',
  } as const;
  const { codes, tokens, quirks } = context;
  const value = parameters.get('code') ?? '';
  const redeemed = codes.redeem(value, proof, now);
  if (redeemed !== undefined) return grantConsent({ ...redeemed, code: redeemed.serial }, client, context);
  const used = codes.usedBefore(value, client.name, now);
  // RFC 6749, 4.1.2: one of the two who have used it has stolen it.
  if (used !== undefined && quirks.oauthProfile === 'rfc') tokens.revokeByCode(used);
  return 'invalid_code';
};

const byClient: GrantRule = (parameters, _now, client, { userId }) => {
  const scopes = readScopes(parameters.get('scope'));
  if (scopes === undefined || scopes.size === 0) return 'invalid_scope';
  return { consent: { userId, scopes }, budget: clientBudget(client.clientId) };
};

const byDeviceCode: GrantRule = (parameters, now, client, context) => {
  const deviceCode = parameters.get('device_code') ?? '';
  const polled = context.devices.poll(deviceCode, client.name, now);
  if (typeof polled === 'string') return polled;
  context.devices.finish(deviceCode);
  return grantConsent({ ...polled.order, userId: polled.userId }, client, context);
};

/** The grant type of a device at the token endpoint, where the standard has it (RFC 8628, 3.4). */
const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

const grants: ReadonlyMap<string, GrantRule> = new Map([
  ['refresh_token', byRefreshToken],
  ['authorization_code', byCode],
  ['client_credentials', byClient],
]);

const standardGrants: ReadonlyMap<string, GrantRule> = new Map([...grants, [deviceGrantType, byDeviceCode]]);

/** By `grant_type`: what is granted, or why it is not. */
export function grantsOf({ quirks }: Pick<AccountsContext, 'quirks'>): ReadonlyMap<string, GrantRule> {
  return quirks.oauthProfile === 'rfc' ? standardGrants : grants;
}
