import { InputError } from '../errors/input-error.ts';
import { ownOf } from '../input/own.ts';
import { makeGrant } from './make-grant.ts';
import { requireSecret } from './require-secret.ts';
import type { Grant } from './token-source.ts';
import type { TokenStore } from './token-store.ts';

export interface ClientCredentialsOptions {
  clientId: string;
  clientSecret: string;
  /** Such as `ZohoCliq.Chats.READ`. The hover text of each method names the one it needs. */
  scopes: readonly string[];
  /** Where access tokens are kept. @default in memory */
  store?: TokenStore | undefined;
}

/**
 * Signs in as the client itself. Zoho hands out such tokens with any scope, but the service may refuse what belongs to a
 * user: then use `refreshToken`.
 *
 * Throws InputError when something is missing or cannot be right.
 */
export function clientCredentials(options: ClientCredentialsOptions): Grant {
  const { clientId, clientSecret, scopes, store } = ownOf(options);
  const client_id = requireSecret('clientId', clientId);
  const client_secret = requireSecret('clientSecret', clientSecret);
  if (!Array.isArray(scopes) || scopes.length === 0) {
    throw new InputError('credentials: scopes must be a list of at least one scope.');
  }
  const scope = scopes.map((name) => requireSecret('scopes', name)).join(',');
  return makeGrant(() => ({
    form: () => ({ grant_type: 'client_credentials', client_id, client_secret, scope }),
    repeatable: () => true,
    identity: ['client_credentials', client_id, scope],
    store,
  }));
}
