import type { Credentials } from '../accounts/token-store.ts';

/** What a client has to be told, by the names of the environment variables. An interface would not do as a record. */
type ClientVariables = {
  readonly CLIQ_API_URL: string;
  readonly CLIQ_ACCOUNTS_URL: string;
  readonly CLIQ_CLIENT_ID: string;
  readonly CLIQ_CLIENT_SECRET: string;
  readonly CLIQ_REFRESH_TOKEN: string;
  readonly CLIQ_ACCESS_TOKEN: string;
};

/** Where the admin API is, and what opens it. */
type AdminVariables = {
  readonly CLIQ_EMULATOR_URL: string;
  readonly CLIQ_EMULATOR_TOKEN: string;
};

export function clientVariables(
  hosts: { readonly url: string; readonly accountsUrl: string },
  credentials: Credentials,
  accessToken: string,
): ClientVariables {
  return {
    CLIQ_API_URL: hosts.url,
    CLIQ_ACCOUNTS_URL: hosts.accountsUrl,
    CLIQ_CLIENT_ID: credentials.clientId,
    CLIQ_CLIENT_SECRET: credentials.clientSecret,
    CLIQ_REFRESH_TOKEN: credentials.refreshToken,
    CLIQ_ACCESS_TOKEN: accessToken,
  };
}

export function adminVariables(origin: string, token: string): AdminVariables {
  return { CLIQ_EMULATOR_URL: origin, CLIQ_EMULATOR_TOKEN: token };
}
