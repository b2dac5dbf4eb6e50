import type { DataCenter } from '@cliqkit/types';
import { dataCenters } from '@cliqkit/types';

/** What may be asked of a host. */
export type HostRole = 'both' | 'api' | 'accounts';

/** What an origin is to Zoho. */
interface Place {
  readonly role: Exclude<HostRole, 'both'>;
  readonly dataCenter: DataCenter;
}

function isDataCenter(name: string): name is DataCenter {
  return Object.hasOwn(dataCenters, name);
}

const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const places: ReadonlyMap<string, Place> = new Map(
  Object.keys(dataCenters)
    .filter(isDataCenter)
    .flatMap((dataCenter): [string, Place][] => [
      [new URL(dataCenters[dataCenter].api).origin, { role: 'api', dataCenter }],
      [dataCenters[dataCenter].accounts, { role: 'accounts', dataCenter }],
    ]),
);

/**
 * What the in-process door plays for a URL: this machine plays both servers, a host of one of Zoho's data centres plays
 * its own part. Nothing for any other host, such as the `api_domain` of a token reply.
 */
export function hostRole({ hostname, origin }: URL): HostRole | undefined {
  return local.has(hostname) ? 'both' : places.get(origin)?.role;
}

/** The data centre whose host a URL names, if it is another one than what is played; nothing where all are played. */
export function foreignCenter(url: URL, played: DataCenter | undefined): DataCenter | undefined {
  if (played === undefined) return undefined;
  // Asked for after the question above, because it is made anew each time.
  const center = places.get(url.origin)?.dataCenter;
  return center === played ? undefined : center;
}
