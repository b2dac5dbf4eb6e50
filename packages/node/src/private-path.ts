import type { Stats } from 'node:fs';
import { chmodSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { lstat, open } from 'node:fs/promises';

const onWindows = process.platform === 'win32';
const noFollow = onWindows ? 0 : constants.O_NOFOLLOW;
/** What systems answer when O_NOFOLLOW meets a link. */
const linkCodes = new Set<unknown>(['ELOOP', 'EMLINK', 'EFTYPE']);
/** A record has a few kilobytes. A larger file is none. */
const mostBytes = 1024 * 1024;

/** Makes a directory for the current user alone, unless there is one. */
export function makePrivateDirectory(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) chmodSync(path, 0o700); // The umask may have taken away too much.
  requireDirectory(path, lstatSync(path));
}

/** Throws unless the directory is one of the current user alone. */
export async function requirePrivateDirectory(path: string): Promise<void> {
  requireDirectory(path, await lstat(path));
}

/**
 * The text of a file of the current user alone; undefined if there is none. Follows no link. What is too long to be ours
 * reads as empty.
 *
 * @throws Error for anything but a regular file that nobody else can read or write.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  // O_NONBLOCK: opening a pipe would wait for its other end.
  const file = await open(path, constants.O_RDONLY | noFollow | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      if (linkCodes.has(codeOf(error))) throw isLink(path, 'Remove it.');
      throw error;
    },
  );
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat(); // Of what is open, which nobody can swap.
    if (!stats.isFile()) throw refusal(path, 'is not a file.', 'Remove it.');
    requireOwn(path, stats, '600');
    return stats.size > mostBytes ? '' : await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Writes a file that must not exist yet, for the current user alone, whatever the umask. */
export async function writePrivateFile(path: string, text: string, durable: boolean): Promise<void> {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | noFollow, 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the last rename in a directory outlive a loss of power. */
export async function syncDirectory(path: string): Promise<void> {
  if (onWindows) return; // Which cannot open one.
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function requireDirectory(path: string, stats: Stats): void {
  if (stats.isSymbolicLink()) throw isLink(path, 'Name the directory that it leads to.');
  if (!stats.isDirectory())
    throw refusal(path, 'is not a directory.', 'Name one, or one that does not exist.');
  requireOwn(path, stats, '700');
}

function requireOwn(path: string, { uid, mode }: Stats, wanted: string): void {
  const user = process.geteuid?.();
  if (user === undefined) return; // Windows: its modes say nothing about who may read.
  if (uid !== user) {
    const who = `belongs to user ${uid}, and this process runs as user ${user}: the other one could read it.`;
    throw refusal(path, who, `Run both as one user, or chown it.`);
  }
  if ((mode & 0o077) !== 0) {
    const shown = (mode & 0o777).toString(8);
    throw refusal(path, `is open to other users (mode ${shown}).`, `Do chmod ${wanted} on it.`);
  }
}

function isLink(path: string, mend: string): Error {
  return refusal(path, 'is a symbolic link: whoever made it decides where tokens go.', mend);
}

function refusal(path: string, what: string, mend: string): Error {
  return new Error(`@cliqkit/node: ${path} ${what} No token is read or kept there. ${mend}`);
}
