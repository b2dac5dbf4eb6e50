import { ownOf } from '../input/own.ts';
import { makeGrant } from './make-grant.ts';
import { requireSecret } from './require-secret.ts';
import type { Grant } from './token-source.ts';
import type { TokenStore } from './token-store.ts';

export interface RefreshTokenOptions {
  /** Of the client in the API console. */
  clientId: string;
  clientSecret: string;
  /** Belongs to one user, one client and one data centre. Does not expire. */
  refreshToken: string;
  /**
   * Where access tokens are kept. One that several processes share spares token requests, of which ten in ten minutes are
   * allowed.
   * @default in memory
   */
  store?: TokenStore | undefined;
}

/**
 * Signs in with a refresh token: access tokens are fetched when they are needed, and before they end. A refresh never adds
 * a scope to those of the first consent.
 *
 * Throws InputError when one of the three is missing or cannot be right.
 * @example
 * createCliq({ dataCenter: 'eu', credentials: refreshToken({ clientId, clientSecret, refreshToken: token }) })
 */
export function refreshToken(options: RefreshTokenOptions): Grant {
  const { clientId, clientSecret, refreshToken: given, store } = ownOf(options);
  const client_id = requireSecret('clientId', clientId);
  const client_secret = requireSecret('clientSecret', clientSecret);
  const initial = requireSecret('refreshToken', given);
  return makeGrant(() => ({
    form: (rotated) => ({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: rotated ?? initial,
    }),
    repeatable: () => true,
    identity: ['refresh_token', client_id, initial],
    store,
  }));
}
