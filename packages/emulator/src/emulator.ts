import { createCodeStore } from './accounts/code-store.ts';
import { allScopes } from './accounts/scopes.ts';
import { tokenLifetimeMs } from './accounts/token-endpoints.ts';
import { createTokenMeter } from './accounts/token-meter.ts';
import { createTokenStore } from './accounts/token-store.ts';
import { machineClock } from './clock/machine-clock.ts';
import type { Emulator, EmulatorOptions } from './emulator-types.ts';
import { createEngine } from './engine.ts';
import { createFaults } from './faults/faults.ts';
import { inProcessFetch } from './http/in-process-fetch.ts';
import { openDoor } from './http/open-door.ts';
import { createJournal } from './journal/journal.ts';
import { createViolationWatch } from './journal/violations.ts';
import { createBounds } from './limits/bounds.ts';
import { createCallMeter } from './limits/call-meter.ts';
import type { Quirks } from './quirks.ts';
import { defaultQuirks } from './quirks.ts';
import { demoSeed } from './seeds/demo.ts';
import { buildWorkspace } from './state/build-workspace.ts';

const defaultJournalSize = 10_000;

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
  const { port = 0, seed = demoSeed, clock = machineClock, journalSize = defaultJournalSize } = options;
  const quirks: Quirks = { ...defaultQuirks, ...options.quirks };
  const firstUser = seed.users[0]?.id;
  if (firstUser === undefined) throw new TypeError('@cliqkit/emulator: a seed needs at least one user');

  let workspace = buildWorkspace(seed);
  const boundsOf = createBounds(options.limits ?? {});
  const tokens = createTokenStore(seed.name, firstUser);
  const codes = createCodeStore(seed.name);
  const tokenMeter = createTokenMeter(quirks);
  const callMeter = createCallMeter(quirks, boundsOf);
  const faults = createFaults();
  const journal = createJournal(journalSize);
  const violations = createViolationWatch(boundsOf);
  const engine = createEngine({
    api: { workspace: () => workspace, tokens, meter: callMeter, faults, quirks },
    accounts: { tokens, codes, meter: tokenMeter, faults, quirks, userId: firstUser },
    journal,
    violations,
    clock,
  });
  const door = port === false ? undefined : await openDoor(engine, clock, port);
  const origin = door === undefined ? 'http://127.0.0.1' : `http://127.0.0.1:${door.port}`;
  let closed: Promise<void> | undefined;

  function requireUser(userId: string): string {
    if (!workspace.users.has(userId)) {
      throw new TypeError(`@cliqkit/emulator: the seed has no user ${userId}`);
    }
    return userId;
  }

  return {
    url: `${origin}/api/v3`,
    accountsUrl: origin,
    fetch: inProcessFetch(engine, clock),
    credentials: tokens.credentials,
    issueToken({ userId = firstUser, scopes = allScopes, expiresInMs = tokenLifetimeMs } = {}) {
      const expiresAt = clock.wall() + expiresInMs;
      return tokens.issue({ userId: requireUser(userId), scopes: new Set(scopes), expiresAt }).value;
    },
    issueCode({ userId = firstUser, scopes = allScopes, redirectUri } = {}) {
      const consent = { userId: requireUser(userId), scopes: new Set(scopes) };
      return codes.issue(consent, redirectUri, clock.wall());
    },
    faults,
    journal,
    violations: violations.found,
    reset() {
      workspace = buildWorkspace(seed);
      for (const part of [tokens, codes, tokenMeter, callMeter, faults, violations]) part.clear();
      journal.restart();
    },
    close() {
      closed ??= door?.close() ?? Promise.resolve();
      return closed;
    },
  };
}
