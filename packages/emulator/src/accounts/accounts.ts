import type { DataCenter } from '@cliqkit/types';
import { dataCenters } from '@cliqkit/types';
import type { ConsentOptions, IssueCodeOptions, IssueTokenOptions } from '../emulator-types.ts';
import { foreignCenter } from '../http/host-role.ts';
import { createVisit } from '../journal/visit.ts';
import type { Quirks } from '../quirks.ts';
import type { Seed } from '../seeds/seed.ts';
import type { AccountsState } from './accounts-context.ts';
import { readAccountsRequest } from './accounts-request.ts';
import { readAuthorization } from './authorization-request.ts';
import type { ClientCredentials } from './clients.ts';
import { createClients } from './clients.ts';
import { createCodeStore } from './code-store.ts';
import { createDeviceStore } from './device-store.ts';
import { tokenLifetimeMs } from './issue-tokens.ts';
import { readSavedAccounts } from './read-saved-accounts.ts';
import type { SavedAccounts } from './saved-accounts.ts';
import { allScopes } from './scopes.ts';
import { authorizationPath, serveAuthorization } from './serve-authorization.ts';
import { createTokenMeter } from './token-meter.ts';
import type { Credentials } from './token-store.ts';
import { createTokenStore } from './token-store.ts';

/** What the accounts of a seed depend on, beside it. */
interface AccountsOptions {
  readonly quirks: Quirks;
  /** The data centre that is played; nothing for all of them. */
  readonly dataCenter?: DataCenter | undefined;
}

/** The accounts server, as the emulator holds it. Times are in epoch milliseconds. */
export interface Accounts extends AccountsState {
  /** Of the seed's own client and a user, the first one if none is named, with every scope. */
  credentialsOf(userId?: string): Credentials;
  /** Of a client that the seed names. */
  clientCredentials(name: string): ClientCredentials;
  issueToken(options: IssueTokenOptions, now: number): string;
  issueCode(options: IssueCodeOptions, now: number): string;
  consent(url: string | URL, options: ConsentOptions, now: number): string;
  approveDevice(userCode: string, options: ConsentOptions, now: number): void;
  save(): SavedAccounts;
  /** Goes back to what was saved. @throws TypeError if it does not fit the seed; then nothing has changed. */
  load(saved: unknown): void;
  clear(): void;
}

/**
 * The accounts of a seed.
 *
 * @throws TypeError if the seed has no user, its clients contradict themselves, or there is no such data centre.
 */
export function createAccounts(seed: Seed, { quirks, dataCenter }: AccountsOptions): Accounts {
  const [first] = seed.users;
  if (first === undefined) throw new TypeError('@cliqkit/emulator: a seed needs at least one user');
  if (dataCenter !== undefined && !Object.hasOwn(dataCenters, dataCenter)) {
    const known = Object.keys(dataCenters).join(', ');
    throw new TypeError(
      `@cliqkit/emulator: there is no data center ${JSON.stringify(dataCenter)}; give one of ${known}`,
    );
  }
  const clients = createClients(seed.name, seed.clients ?? []);
  const users = new Map(seed.users.map((user) => [user.id, user]));
  const tokens = createTokenStore(seed.name, clients.standard.name, [...users.keys()]);
  const codes = createCodeStore(seed.name);
  const devices = createDeviceStore(seed.name);
  const meter = createTokenMeter(quirks);
  const state: AccountsState = {
    clients,
    tokens,
    codes,
    devices,
    meter,
    users,
    userId: first.id,
    quirks,
    dataCenter,
  };

  function requireUser(userId: string): string {
    if (!users.has(userId)) throw new TypeError(`@cliqkit/emulator: the seed has no user ${userId}`);
    return userId;
  }

  return {
    ...state,
    credentialsOf(userId = first.id) {
      const { clientId, clientSecret } = clients.standard;
      return { clientId, clientSecret, refreshToken: tokens.standing(requireUser(userId)) };
    },
    clientCredentials(name) {
      const client = clients.byName(name);
      if (client === undefined)
        throw new TypeError(`@cliqkit/emulator: the seed has no client ${JSON.stringify(name)}`);
      return { clientId: client.clientId, clientSecret: client.clientSecret };
    },
    issueToken({ userId = first.id, scopes = allScopes, expiresInMs = tokenLifetimeMs }, now) {
      const made = { userId: requireUser(userId), scopes: new Set(scopes), expiresAt: now + expiresInMs };
      return tokens.issue(made).value;
    },
    issueCode({ userId = first.id, scopes = allScopes, redirectUri, expiresInMs }, now) {
      const order = {
        userId: requireUser(userId),
        client: clients.standard.name,
        scopes: new Set(scopes),
        offline: true,
        prompted: true,
      };
      return codes.issue(redirectUri === undefined ? order : { ...order, redirectUri }, now, expiresInMs);
    },
    consent(url, { userId = first.id, allow = true }, now) {
      const head = { method: 'POST', url: new URL(url), headers: new Map<string, string>() };
      const form = new URLSearchParams({ user: requireUser(userId), decision: allow ? 'allow' : 'deny' });
      const request = readAccountsRequest(
        head,
        Buffer.from(form.toString()),
        foreignCenter(head.url, dataCenter),
      );
      const { location } = serveAuthorization(request, createVisit(0, now), state).headers;
      if (head.url.pathname === authorizationPath && location !== undefined) return location;
      const read = readAuthorization(request, state);
      const reason = read.kind === 'asked' ? `its path is not ${authorizationPath}` : read.text;
      throw new TypeError(`@cliqkit/emulator: nobody can consent at this URL: ${reason}`);
    },
    approveDevice(userCode, { userId = first.id, allow = true }, now) {
      const device = devices.awaiting(userCode, now);
      if (device === undefined)
        throw new TypeError(
          '@cliqkit/emulator: no device waits with this code; it may have expired, or been used',
        );
      device.decision = allow ? { userId: requireUser(userId) } : 'denied';
    },
    save: () => ({
      tokens: tokens.save(),
      codes: codes.save(),
      devices: devices.save(),
      budgets: meter.save(),
    }),
    load(saved) {
      const read = readSavedAccounts(saved, {
        hasUser: (userId) => users.has(userId),
        hasClient: (name) => clients.byName(name) !== undefined,
      });
      tokens.load(read.tokens);
      codes.load(read.codes);
      devices.load(read.devices);
      meter.load(read.budgets);
    },
    clear() {
      for (const part of [tokens, codes, devices, meter]) part.clear();
    },
  };
}
