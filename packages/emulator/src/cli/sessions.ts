import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliWorld } from './cli-world.ts';

/** Where a running emulator is, and what opens its admin API. */
export interface Session {
  /** Its origin, such as `http://127.0.0.1:8800`. */
  readonly url: string;
  readonly token: string;
  /** The process that it runs in. */
  readonly pid: number;
  /** When it started, in epoch milliseconds of the machine. */
  readonly startedAt: number;
}

const mine = 0o700;
const mineAlone = 0o600;
/** What others may do with a file. */
const others = 0o077;

/** Somebody else could have made a folder of this name in the shared one for temporary files. */
async function isPrivate(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) return false;
  // Windows keeps the temporary folder of each user apart, and knows no such modes.
  const uid = process.getuid?.();
  return uid === undefined || (found.uid === uid && (found.mode & others) === 0);
}

function readSession(text: string): Session | undefined {
  try {
    const { url, token, pid, startedAt } = JSON.parse(text);
    const isWhole =
      typeof url === 'string' &&
      URL.canParse(url) &&
      typeof token === 'string' &&
      Number.isInteger(pid) &&
      pid > 0 &&
      typeof startedAt === 'number';
    return isWhole ? { url, token, pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

/** The port of a URL; that of HTTP is left out of one. */
export function portOf(url: string): string {
  return new URL(url).port || '80';
}

const fileOf = ({ url }: Session): string => `${portOf(url)}.json`;

/**
 * Leaves word of a running emulator for the other commands. Gives whether it could: not in a folder that others can
 * look into, or where nothing can be written.
 */
export async function writeSession(session: Session, { sessionFolder, pid }: CliWorld): Promise<boolean> {
  await mkdir(sessionFolder, { mode: mine }).catch(() => undefined);
  if (!(await isPrivate(sessionFolder))) return false;
  // Under another name first, so that nobody reads half of it.
  const draft = join(sessionFolder, `${pid}.draft`);
  try {
    await writeFile(draft, JSON.stringify(session), { mode: mineAlone });
    await rename(draft, join(sessionFolder, fileOf(session)));
    return true;
  } catch {
    return false;
  }
}

/** Takes that word back, unless another emulator on the same port has replaced it. */
export async function removeSession(session: Session, { sessionFolder }: CliWorld): Promise<void> {
  const file = join(sessionFolder, fileOf(session));
  const text = await readFile(file, 'utf8').catch(() => '');
  if (readSession(text)?.token === session.token) await rm(file, { force: true });
}

/** The emulators that run, the newest first. Files of those that have gone are removed. */
export async function listSessions({ sessionFolder, isRunning }: CliWorld): Promise<readonly Session[]> {
  if (!(await isPrivate(sessionFolder))) return [];
  const found: Session[] = [];
  for (const name of await readdir(sessionFolder)) {
    if (!name.endsWith('.json')) continue;
    const file = join(sessionFolder, name);
    const session = readSession(await readFile(file, 'utf8').catch(() => ''));
    if (session !== undefined && isRunning(session.pid)) found.push(session);
    // What cannot be removed does no harm.
    else await rm(file, { force: true }).catch(() => undefined);
  }
  return found.sort((a, b) => b.startedAt - a.startedAt);
}
