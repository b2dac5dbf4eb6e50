import { dataCenters } from '@cliqkit/types';

/** What may be asked of a host. */
export type HostRole = 'both' | 'api' | 'accounts';

const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const apiOrigins: ReadonlySet<string> = new Set(
  Object.values(dataCenters).map(({ api }) => new URL(api).origin),
);
const accountsOrigins: ReadonlySet<string> = new Set(
  Object.values(dataCenters).map(({ accounts }) => accounts),
);

/**
 * What the in-process door plays for a URL: this machine plays both servers, a host of one of Zoho's data centres plays
 * its own part. Nothing for any other host, such as the `api_domain` of a token reply.
 */
export function hostRole({ hostname, origin }: URL): HostRole | undefined {
  if (local.has(hostname)) return 'both';
  if (apiOrigins.has(origin)) return 'api';
  return accountsOrigins.has(origin) ? 'accounts' : undefined;
}
