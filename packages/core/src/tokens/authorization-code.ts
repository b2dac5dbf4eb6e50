import { dataCenters } from '@cliqkit/types';
import { InputError } from '../errors/input-error.ts';
import { ownOf } from '../input/own.ts';
import { makeGrant } from './make-grant.ts';
import { requireSecret } from './require-secret.ts';
import type { Grant } from './token-source.ts';
import type { TokenStore } from './token-store.ts';

export interface AuthorizationCodeOptions {
  clientId: string;
  clientSecret: string;
  /** What the user came back with, or the code of a self client. Works once, within two minutes (self client: up to ten). */
  code: string;
  /** The one that the user was sent back to. A self client has none. */
  redirectUri?: string | undefined;
  /** The `accounts-server` that the user came back with: it shows in which data centre the account lives. */
  accountsServer?: string | undefined;
  /** Where the refresh token is kept that the code is exchanged for. It must outlive the process: the code works once. */
  store: TokenStore;
}

/**
 * Signs in with an authorization code. The first call exchanges it for a refresh token, which goes into the store; from
 * then on, and after a restart with the same code and store, that one is used.
 *
 * Throws InputError when something is missing, or the user's account is in another data centre than the client.
 */
export function authorizationCode(options: AuthorizationCodeOptions): Grant {
  const { clientId, clientSecret, code: given, redirectUri, accountsServer, store } = ownOf(options);
  const client_id = requireSecret('clientId', clientId);
  const client_secret = requireSecret('clientSecret', clientSecret);
  const code = requireSecret('code', given);
  const redirect =
    redirectUri === undefined ? {} : { redirect_uri: requireSecret('redirectUri', redirectUri) };
  if (!store) {
    throw new InputError(
      'credentials: store is needed, for the refresh token that the code is exchanged for.',
    );
  }
  return makeGrant(({ accounts }) => {
    if (accountsServer !== undefined) requireSameServer(accountsServer, accounts);
    return {
      form: (refresh_token) =>
        refresh_token === undefined
          ? { grant_type: 'authorization_code', client_id, client_secret, code, ...redirect }
          : { grant_type: 'refresh_token', client_id, client_secret, refresh_token },
      repeatable: (refresh_token) => refresh_token !== undefined,
      identity: ['authorization_code', client_id, code],
      store,
    };
  });
}

/** Secrets go to the configured server only, whatever the redirect said. */
function requireSameServer(given: string, accounts: string): void {
  const origin = URL.canParse(given) ? new URL(given).origin : '';
  if (origin === new URL(accounts).origin) return;
  const home = Object.entries(dataCenters).find(([, hosts]) => hosts.accounts === origin)?.[0];
  throw new InputError(
    home
      ? `credentials: the user's account is in the data centre '${home}'. Make the client with dataCenter: '${home}'.`
      : 'credentials: accountsServer is not the accounts server of dataCenter, nor of any known data centre.',
  );
}
