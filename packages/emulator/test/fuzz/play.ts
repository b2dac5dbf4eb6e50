import type { Emulator, Fault, Quirks, VirtualClock } from '../../src/index.ts';
import { createClock, createEmulator } from '../../src/index.ts';
import type { DoorName } from '../doors.ts';
import { validateReply } from '../reply-validator.ts';
import { start } from '../session.ts';
import type { Place } from './fuzz-seed.ts';
import { fuzzSeed, places } from './fuzz-seed.ts';
import { resolve } from './references.ts';
import type { Credential, PlannedFault, Step } from './step.ts';
import type { World } from './world.ts';
import { createWorld } from './world.ts';

/** A request that was answered. */
export interface Answered {
  readonly step: Step;
  readonly request: string;
  readonly url: string;
  readonly status: number;
  /** What has come back, in one text: the same for the same calls. */
  readonly bytes: string;
  /** The fault that struck, by the journal. */
  readonly fault: string | undefined;
}

export interface Player {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  /** Makes the requests of a step. Throws for a reply that the spec does not know. */
  play(step: Step): Promise<readonly Answered[]>;
  close(): Promise<void>;
}

const faults: Readonly<Record<PlannedFault['kind'], Fault>> = {
  unavailable: { kind: 'status', status: 503 },
  failed: { kind: 'status', status: 500, code: 'operation_failed' },
  html: 'html',
  throttle: 'throttle',
  'expire-token': 'expire-token',
  'strip-body': 'strip-body',
};

const aLongTime = 1e12;
/** Methods that `fetch` refuses to send with a body. */
const bodiless = /^(?:get|head)$/iu;

/** Everything that comes back, apart from what belongs to the connection. */
function bytesOf({ status, headers }: Response, text: string): string {
  const {
    date,
    allow,
    location,
    'content-type': type,
    'retry-after': retryAfter,
  } = Object.fromEntries(headers);
  return [status, date, allow, location, type, retryAfter, text].join(' | ');
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** An emulator of the fuzzed workspace behind a door, with a clock that only moves when told to. */
export async function openPlayer(door: DoorName, quirks: Partial<Quirks> = {}): Promise<Player> {
  const clock = createClock({ at: start });
  const port = door === 'http' ? 0 : false;
  const emulator = await createEmulator({ port, clock, seed: fuzzSeed, journalSize: 4, quirks });
  return createPlayer(emulator, clock, door, quirks);
}

/** Plays on an emulator of the fuzzed workspace, as one who knows nothing but the seed. */
export function createPlayer(
  emulator: Emulator,
  clock: VirtualClock,
  door: DoorName,
  quirks: Partial<Quirks> = {},
): Player {
  const send = door === 'http' ? fetch : emulator.fetch;
  const exemptions = {
    acknowledge200: quirks.acknowledge === '200',
    noPrimary: (quirks.noPrimary ?? 'operation_failed') !== 'operation_failed',
  };
  const users = fuzzSeed.users.map(({ id }) => id);
  const tokens = new Map<string, string>();
  const worlds = new Map<Place, World>(places.map((place) => [place, createWorld(emulator)]));

  function tokenOf(credential: Credential, userId: string): string {
    if (credential === 'narrow') return emulator.issueToken({ userId, scopes: ['ZohoCliq.Chats.READ'] });
    if (credential === 'expired') return emulator.issueToken({ userId, expiresInMs: -1 });
    if (credential !== 'own') return 'emu_access_nobody';
    const token = tokens.get(userId) ?? emulator.issueToken({ userId, expiresInMs: aLongTime });
    tokens.set(userId, token);
    return token;
  }

  function authorization(credential: Credential, userId: string): Readonly<Record<string, string>> {
    if (credential === 'none') return {};
    if (credential === 'garbled') return { authorization: `Basic ${'x'.repeat(70)} =` };
    return { authorization: `Zoho-oauthtoken ${tokenOf(credential, userId)}` };
  }

  async function once(step: Step): Promise<Answered> {
    const now = clock.wall();
    const userId = users[step.user % users.length] ?? '';
    const world = worlds.get(step.place);
    const lookup = { userId, id: '', operation: step.operation };
    const known = (id: string) => (kind: string, nth: number) =>
      world?.find(kind, nth, { ...lookup, id }) ?? '';
    // What the path names first is known to what comes after it.
    const named: string[] = [];
    const inTarget = (kind: string, nth: number) => {
      const found = known(named[0] ?? '')(kind, nth);
      named.push(found);
      return found;
    };
    const target = resolve(step.target, now, inTarget, encodeURIComponent);
    const path = target.replace(/^~/u, `${step.place}/api/v3`);
    const id = idIn(target);
    const body = typeof step.body === 'string' ? resolve(step.body, now, known(id)) : step.body;
    const url = emulator.accountsUrl + path;
    const init = {
      method: step.method,
      headers: { ...step.headers, ...authorization(step.credential, userId) },
      redirect: 'manual' as const,
      ...(body === undefined || bodiless.test(step.method) ? {} : { body }),
    };
    const before = emulator.journal.entries().at(-1)?.number;
    const reply = await send(url, init);
    const text = await reply.text();
    const entry = emulator.journal.entries().at(-1);
    const fault = entry?.number === before ? undefined : entry?.fault;
    if (isInUnknownNetwork(url)) expectUnknown(reply, url);
    else if (fault === undefined) {
      const { status, ok, headers } = reply;
      const method = step.method.toUpperCase();
      await validateReply({ method, url }, { status, ok, headers, text: async () => text }, exemptions);
    }
    if (reply.status === 401) tokens.delete(userId);
    if (reply.ok && fault === undefined) {
      const sent = typeof body === 'string' ? parsed(body) : undefined;
      world?.learn({ ...lookup, id, sent, reply: parsed(text) });
    }
    const shown = typeof body === 'string' ? body.slice(0, 500) : body;
    return {
      step,
      request: `${step.method} ${path} ${shown === undefined ? '' : String(shown)}`,
      url,
      status: reply.status,
      bytes: bytesOf(reply, text),
      fault,
    };
  }

  return {
    emulator,
    clock,
    async play(step) {
      clock.advance(step.waitMs);
      if (step.fault !== undefined) emulator.faults.plan(step.fault.operation, faults[step.fault.kind]);
      const answered: Answered[] = [];
      for (let sent = 0; sent < step.times; sent += 1) answered.push(await once(step));
      return answered;
    },
    close: () => emulator.close(),
  };
}

/** The id in the path of a call, which follows the first word. */
function idIn(target: string): string {
  const segment = target.split('?')[0]?.split('/')[2] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The specs do not know which networks there are. */
function isInUnknownNetwork(url: string): boolean {
  const { pathname } = new URL(url);
  return pathname.startsWith('/network/') && !pathname.startsWith('/network/fuzz-network/');
}

/** Not found, unless the door finds it too long first. */
function expectUnknown({ status }: Response, url: string): void {
  if (![404, 413, 414].includes(status))
    throw new Error(`${url}: ${status}, though there is no such network`);
}
