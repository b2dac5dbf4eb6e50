import type { OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { allScopes, tokenLifetimeMs } from './accounts/token-endpoints.ts';
import { createTokenMeter } from './accounts/token-meter.ts';
import type { Credentials } from './accounts/token-store.ts';
import { createTokenStore } from './accounts/token-store.ts';
import { createEngine } from './engine.ts';
import type { FailureReply } from './faults/planned-failures.ts';
import { createPlannedFailures } from './faults/planned-failures.ts';
import { inProcessFetch } from './http/in-process-fetch.ts';
import { openDoor } from './http/open-door.ts';
import { createCallMeter } from './limits/call-meter.ts';
import type { Quirks } from './quirks.ts';
import { defaultQuirks } from './quirks.ts';
import { demoSeed } from './seeds/demo.ts';
import type { Seed } from './seeds/seed.ts';
import { buildWorkspace } from './state/build-workspace.ts';

export interface EmulatorOptions {
  /** Port of the HTTP door on 127.0.0.1; 0 is any free one, `false` is no HTTP door. @default 0 */
  readonly port?: number | false;
  /** What the workspace starts with. @default `demoSeed` */
  readonly seed?: Seed;
  /** The clock, in epoch milliseconds. Tokens, limits, ids, expiry times and `Date` headers all go by it. @default Date.now */
  readonly now?: () => number;
  /** Positions of facts that are unknown or contradictory. @default `defaultQuirks` */
  readonly quirks?: Partial<Quirks>;
}

export interface IssueTokenOptions {
  /** @default the first user of the seed */
  readonly userId?: string;
  /** @default every scope */
  readonly scopes?: readonly string[];
  /** @default one hour */
  readonly expiresInMs?: number;
}

export interface Emulator {
  /** Base URL of the API. */
  readonly url: string;
  /** Base URL of the accounts server; its token endpoint is `/oauth/v2/token`. */
  readonly accountsUrl: string;
  /**
   * Reaches the same workspace without a socket. Answers for this machine and for the hosts of Zoho's data centres, and
   * fails like a network for every other host.
   */
  readonly fetch: typeof fetch;
  /** Of the first user of the seed. */
  readonly credentials: Credentials;
  /** Makes an access token at once, past the limits of the accounts server. */
  issueToken(options?: IssueTokenOptions): string;
  /** Makes the next calls of an operation fail. Such a call passes all checks first, and then changes nothing. */
  failNext(operationId: OperationId, reply: FailureReply, times?: number): void;
  /** Back to the seed: what was changed, all tokens, limits, locks and planned failures are gone. */
  reset(): void;
  /** Closes the HTTP door and its connections. Closing again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of Zoho Cliq and of its accounts server.
 *
 * @throws TypeError if the seed contradicts itself.
 * @throws Error if the port is in use.
 * @example
 * const emulator = await createEmulator();
 * const reply = await fetch(`${emulator.url}/pin-categories`, {
 *   headers: { authorization: `Zoho-oauthtoken ${emulator.issueToken()}` },
 * });
 * await emulator.close();
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, seed = demoSeed, now = Date.now } = options;
  const quirks: Quirks = { ...defaultQuirks, ...options.quirks };
  const userId = seed.users[0]?.id;
  if (userId === undefined) throw new TypeError('@cliqkit/emulator: a seed needs at least one user');

  let workspace = buildWorkspace(seed);
  const tokens = createTokenStore(seed.name);
  const tokenMeter = createTokenMeter(quirks);
  const callMeter = createCallMeter(quirks);
  const failures = createPlannedFailures();
  const engine = createEngine(
    { workspace: () => workspace, tokens, meter: callMeter, failures, quirks, now },
    { tokens, meter: tokenMeter, quirks, userId, now },
  );
  const door = port === false ? undefined : await openDoor(engine, port);
  const origin = door === undefined ? 'http://127.0.0.1' : `http://127.0.0.1:${door.port}`;
  let closed: Promise<void> | undefined;

  return {
    url: `${origin}/api/v3`,
    accountsUrl: origin,
    fetch: inProcessFetch(engine),
    credentials: tokens.credentials,
    issueToken({ userId: holder = userId, scopes = allScopes, expiresInMs = tokenLifetimeMs } = {}) {
      if (!workspace.users.has(holder))
        throw new TypeError(`@cliqkit/emulator: the seed has no user ${holder}`);
      return tokens.issue({
        userId: holder,
        scopes: new Set(scopes),
        expiresAt: now() + expiresInMs,
        refreshed: false,
      }).value;
    },
    failNext(operationId, reply, times = 1) {
      if (!Object.hasOwn(operations, operationId)) {
        throw new TypeError(`@cliqkit/emulator: there is no operation ${operationId}`);
      }
      failures.plan(operationId, reply, times);
    },
    reset() {
      workspace = buildWorkspace(seed);
      tokens.clear();
      tokenMeter.clear();
      callMeter.clear();
      failures.clear();
    },
    close() {
      closed ??= door?.close() ?? Promise.resolve();
      return closed;
    },
  };
}
