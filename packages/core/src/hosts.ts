import type { DataCenter } from '@cliqkit/types';
import { dataCenters } from '@cliqkit/types';
import { InputError } from './errors/input-error.ts';
import { ownOf } from './input/own.ts';

/** Base URLs of a service: the API up to and with `/api/v3`, and the accounts server. */
export interface Hosts {
  /** For example `https://cliq.zoho.eu/api/v3`; with `/network/<name>` before `/api` for a network. */
  api: string;
  /** For example `https://accounts.zoho.eu`. */
  accounts: string;
  /**
   * Whether these hosts forward to Zoho. On this machine (`localhost`, `127.0.0.1`, `[::1]`) an emulator is expected, and
   * credentials that look real are not sent to it; with `true` they are, and those of an emulator are not.
   * @default false
   * @example
   * createCliq({ dataCenter: { api: 'http://localhost:8080/api/v3', accounts: 'http://localhost:8080', proxy: true }, credentials })
   */
  proxy?: boolean | undefined;
}

/**
 * The hosts of a data centre, or checked hosts of your own (an emulator, a proxy).
 *
 * Throws InputError for an unknown data centre, and for a URL that is not https (http is fine on this machine), or
 * that has credentials, a query or a fragment: the token goes there.
 */
export function resolveHosts(dataCenter: DataCenter | Hosts): Hosts {
  if (typeof dataCenter === 'string' && Object.hasOwn(dataCenters, dataCenter))
    return dataCenters[dataCenter];
  if (typeof dataCenter !== 'object' || dataCenter === null) {
    const known = Object.keys(dataCenters).join(', ');
    throw new InputError(`dataCenter is needed: one of ${known}, or { api, accounts }.`);
  }
  return {
    api: checkUrl('api', dataCenter.api),
    accounts: checkUrl('accounts', dataCenter.accounts),
    proxy: ownOf(dataCenter).proxy === true || undefined,
  };
}

/** Where http is fine, and where an emulator is. */
export const thisMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function checkUrl(name: string, value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value))
    throw new InputError(`dataCenter.${name} must be an absolute URL.`);
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(value);
  if (protocol !== 'https:' && !(protocol === 'http:' && thisMachine.has(hostname))) {
    throw new InputError(`dataCenter.${name} must be an https URL: the access token is sent there.`);
  }
  if (username || password || search || hash)
    throw new InputError(`dataCenter.${name} must have no user, query or fragment.`);
  return `${origin}${withoutTrailingSlashes(pathname)}`;
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
