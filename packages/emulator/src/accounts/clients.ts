import type { SeedClient } from '../seeds/seed.ts';
import { emulatedClientId, emulatedClientSecret } from './emulated-secret.ts';
import { canRegister } from './redirect-uri.ts';

/** What a program needs to be a client. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A program that is known to the accounts server. */
export interface Client extends ClientCredentials {
  readonly name: string;
  /** Where its users may be sent back to. None: this machine, and any `https` URL. */
  readonly redirectUris: readonly string[];
}

/** The client that every seed has. */
const defaultName = 'Emulated app';

/** The clients of a seed. */
export interface Clients {
  /** The one whose id and secret `credentials` gives. */
  readonly standard: Client;
  byId(clientId: string): Client | undefined;
  byName(name: string): Client | undefined;
}

function requireClient({ name, redirectUris }: SeedClient): void {
  const bad = redirectUris.find((uri) => !canRegister(uri));
  if (bad !== undefined) {
    throw new TypeError(
      `@cliqkit/emulator: client ${JSON.stringify(name)} cannot have the redirect URI ${JSON.stringify(bad)}; give an http, https or private-use URI without fragment and password`,
    );
  }
}

/**
 * The client that every seed has, and those that it names.
 *
 * @throws TypeError for two clients of one name, or a redirect URI that is none.
 */
export function createClients(seedName: string, seeded: readonly SeedClient[]): Clients {
  for (const client of seeded) requireClient(client);
  const standard: Client = {
    name: defaultName,
    clientId: emulatedClientId(`${seedName} client`),
    clientSecret: emulatedClientSecret(`${seedName} secret`),
    redirectUris: [],
  };
  const others = seeded.map(({ name, redirectUris }) => ({
    name,
    clientId: emulatedClientId(`${seedName} client ${name}`),
    clientSecret: emulatedClientSecret(`${seedName} secret ${name}`),
    redirectUris,
  }));
  const all: readonly Client[] = [standard, ...others];
  const names = new Map(all.map((client) => [client.name, client]));
  if (names.size < all.length) {
    throw new TypeError(
      `@cliqkit/emulator: two clients of the seed have one name, or that of the built-in one, ${defaultName}`,
    );
  }
  const ids = new Map(all.map((client) => [client.clientId, client]));
  return { standard, byId: (clientId) => ids.get(clientId), byName: (name) => names.get(name) };
}
