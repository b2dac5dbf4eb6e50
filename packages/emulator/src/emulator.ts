import { randomBytes } from 'node:crypto';
import { serveAdmin } from './admin/serve-admin.ts';
import type { Emulator, EmulatorOptions } from './emulator-types.ts';
import { inProcessFetch } from './http/in-process-fetch.ts';
import type { Inside } from './http/inside.ts';
import { openDoor } from './http/open-door.ts';
import { serveInspector } from './inspector-page/serve-inspector.ts';
import { createWorld } from './world.ts';

/** 128 bits, so that nobody guesses it. */
const adminTokenBytes = 16;

/**
 * Starts an emulator of Zoho Cliq and of its accounts server.
 *
 * @throws TypeError if the seed contradicts itself, or an option makes no sense.
 * @throws Error if the port is in use.
 * @example
 * const emulator = await createEmulator();
 * const reply = await fetch(`${emulator.url}/pin-categories`, {
 *   headers: { authorization: `Zoho-oauthtoken ${emulator.issueToken()}` },
 * });
 * await emulator.close();
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options);
  const { clock, engine, hub, faults, journal, violations } = world;
  const { port = 0, host, allowRemote, origins } = options;
  const adminToken = randomBytes(adminTokenBytes).toString('hex');
  let origin = 'http://127.0.0.1';
  const admin = serveAdmin({ world, origin: () => origin, token: adminToken });
  const inside: Inside = (head) => serveInspector(head) ?? admin(head);
  const door =
    port === false ? undefined : await openDoor(engine, clock, { port, host, allowRemote, origins, inside });
  origin = door?.origin ?? origin;
  let closed: Promise<void> | undefined;

  /** Makes a token or a code, and says that there is one. */
  function made<Value>(value: Value): Value {
    hub.changed('tokens');
    return value;
  }

  return {
    url: `${origin}/api/v3`,
    accountsUrl: origin,
    origin,
    adminToken,
    inspectorUrl: `${origin}/#token=${adminToken}`,
    clock: world.turnable,
    fetch: inProcessFetch(engine, clock),
    get credentials() {
      return world.accounts().credentialsOf();
    },
    credentialsOf: (userId) => world.accounts().credentialsOf(userId),
    clientCredentials: (name) => world.accounts().clientCredentials(name),
    seedTokens: () => world.seedTokens(),
    issueToken: (order = {}) => made(world.accounts().issueToken(order, clock.wall())),
    issueCode: (order = {}) => made(world.accounts().issueCode(order, clock.wall())),
    consent: (url, decision = {}) => made(world.accounts().consent(url, decision, clock.wall())),
    approveDevice: (userCode, decision = {}) =>
      made(world.accounts().approveDevice(userCode, decision, clock.wall())),
    faults,
    journal,
    violations: violations.found,
    snapshot: world.snapshot,
    restore: world.restore,
    reset: world.reset,
    close() {
      closed ??= door?.close() ?? Promise.resolve();
      return closed;
    },
  };
}
