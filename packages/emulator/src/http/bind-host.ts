import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Where the door listens unless told otherwise. */
export const loopback = '127.0.0.1';

const loopbacks: ReadonlySet<string> = new Set([loopback, '::1']);
const wildcards: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return loopbacks.has(host);
}

/** Throws a `TypeError` for a host that other machines may reach, unless that is meant. */
export function requireHost(host: string, allowRemote: boolean): void {
  if (isLoopback(host) || (allowRemote && host !== '')) return;
  throw new TypeError(
    `@cliqkit/emulator: other machines may reach the host ${JSON.stringify(host)}; give 127.0.0.1 or ::1, or add allowRemote (--allow-remote) if that is meant`,
  );
}

/** An address as it stands in a URL. */
export function inUrl(address: string): string {
  return isIPv6(address) ? `[${address}]` : address.toLowerCase();
}

/** The host by which this machine reaches a door that listens there. */
export function reachableHost(host: string): string {
  if (host === '::') return '[::1]';
  return inUrl(wildcards.has(host) ? loopback : host);
}

/**
 * The names by which a client may call a door that listens there. Where it listens on every address of this machine these
 * are all of them, but no other names: a name is what an attacker can point here, an address is not.
 */
export function servedHosts(host: string): ReadonlySet<string> {
  const addresses = wildcards.has(host)
    ? Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address }) => address) ?? [])
    : [host];
  return new Set(['localhost', '127.0.0.1', '[::1]', ...addresses.map(inUrl)]);
}
