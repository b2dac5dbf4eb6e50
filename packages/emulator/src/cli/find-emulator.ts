import type { AdminClient } from '../admin/admin-client.ts';
import { CommandError, UsageError } from './cli-errors.ts';
import type { CliWorld } from './cli-world.ts';
import { readPort } from './read-port.ts';
import { listSessions, portOf } from './sessions.ts';

/** Options of every command that talks to a running emulator. */
export const emulatorOptions = {
  url: { type: 'string' },
  token: { type: 'string' },
  port: { type: 'string' },
} as const;

/** What those options mean, for `--help`. */
export const emulatorOptionsHelp = `Which emulator, if more than one runs:
  --port <number>     the one on this port (default: the one that was started last)
  --url <url> --token <token>
                      its origin, and the admin token that start prints
                      (default: CLIQ_EMULATOR_URL and CLIQ_EMULATOR_TOKEN, if they are set)`;

export interface EmulatorValues {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly port?: string | undefined;
}

interface Place {
  readonly url: string;
  readonly token: string;
}

function originOf(url: string): string {
  if (!URL.canParse(url))
    throw new UsageError(`${JSON.stringify(url)} is not a URL; give one such as http://127.0.0.1:8800`);
  return new URL(url).origin;
}

async function sessionWhere(world: CliWorld, isMeant: (url: string) => boolean): Promise<Place | undefined> {
  return (await listSessions(world)).find(({ url }) => isMeant(url));
}

async function placeOf({ url, token, port }: EmulatorValues, world: CliWorld): Promise<Place> {
  const { CLIQ_EMULATOR_URL: envUrl, CLIQ_EMULATOR_TOKEN: envToken } = world.env;
  if (url !== undefined) {
    const origin = originOf(url);
    const known = token ?? envToken ?? (await sessionWhere(world, (other) => other === origin))?.token;
    if (known === undefined) throw new UsageError('--url needs the --token that `start` prints');
    return { url: origin, token: known };
  }
  if (port !== undefined) {
    const number = String(readPort(port));
    const found = await sessionWhere(world, (other) => portOf(other) === number);
    if (found === undefined) {
      throw new CommandError(
        `no emulator runs on port ${number}; start it with: cliqkit-emulator start --port ${number}`,
      );
    }
    return found;
  }
  if (envUrl !== undefined && envUrl !== '') {
    const known = token ?? envToken;
    if (known === undefined) throw new UsageError('CLIQ_EMULATOR_URL is set, and CLIQ_EMULATOR_TOKEN is not');
    return { url: originOf(envUrl), token: known };
  }
  const newest = await sessionWhere(world, () => true);
  if (newest === undefined) {
    throw new CommandError('no emulator runs; start one with: cliqkit-emulator start');
  }
  return newest;
}

/** A running emulator, as the commands reach it. */
export interface FoundEmulator {
  readonly admin: AdminClient;
  /** Its origin. */
  readonly url: string;
  /** What opens its admin API. */
  readonly token: string;
}

/** Finds the emulator that is meant. */
export async function findEmulator(values: EmulatorValues, world: CliWorld): Promise<FoundEmulator> {
  const { url, token } = await placeOf(values, world);
  const { createAdminClient } = await import('../admin/admin-client.ts');
  return { admin: createAdminClient({ url, token }), url, token };
}
