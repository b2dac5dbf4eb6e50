import type { CodeStore } from './code-store.ts';
import type { Consent, TokenStore } from './token-store.ts';

/** Whose the tokens are, and where they come from. */
export interface GrantContext {
  readonly tokens: TokenStore;
  readonly codes: CodeStore;
  /** The first user of the seed, in whose name a client acts that has no user of its own. */
  readonly userId: string;
}

/** What a token request is granted. */
interface Grant {
  readonly consent: Consent;
  /** The refresh token that the access token belongs to; none for a client's own. */
  readonly refreshToken?: string;
  /** Whether the refresh token is new, and the reply hands it over. */
  readonly isNew?: boolean;
}

type GrantRule = (parameters: URLSearchParams, now: number, context: GrantContext) => Grant | undefined;

const byRefreshToken: GrantRule = (parameters, _now, { tokens }) => {
  const token = tokens.findRefreshToken(parameters.get('refresh_token') ?? '');
  return token === undefined ? undefined : { consent: token, refreshToken: token.value };
};

const byCode: GrantRule = (parameters, now, { tokens, codes }) => {
  const code = codes.redeem(parameters.get('code') ?? '', parameters.get('redirect_uri') ?? undefined, now);
  return code === undefined
    ? undefined
    : { consent: code, refreshToken: tokens.consent(code).value, isNew: true };
};

const byClient: GrantRule = (parameters, _now, { userId }) => {
  const scopes = (parameters.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  return scopes.length === 0 ? undefined : { consent: { userId, scopes: new Set(scopes) } };
};

/** By `grant_type`: what is granted, or the error when it is not. */
export const grants: ReadonlyMap<string, { readonly rule: GrantRule; readonly error: string }> = new Map([
  ['refresh_token', { rule: byRefreshToken, error: 'invalid_code' }],
  ['authorization_code', { rule: byCode, error: 'invalid_code' }],
  ['client_credentials', { rule: byClient, error: 'invalid_scope' }],
]);

/** The name of the budget that a refresh token's access tokens count against. */
export function refreshTokenBudget(value: string): string {
  return `refresh token ${value}`;
}

/** The name of the budget that a client's own access tokens count against. */
export function clientBudget(clientId: string): string {
  return `client ${clientId}`;
}

/** The budget that a request would use. A code has none: each one brings a refresh token of its own. */
export function budgetOf(parameters: URLSearchParams): string | undefined {
  switch (parameters.get('grant_type')) {
    case 'refresh_token':
      return refreshTokenBudget(parameters.get('refresh_token') ?? '');
    case 'client_credentials':
      return clientBudget(parameters.get('client_id') ?? '');
    default:
      return undefined;
  }
}
