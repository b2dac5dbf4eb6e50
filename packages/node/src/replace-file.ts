import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, readPrivateFile, syncDirectory, writePrivateFile } from './private-path.ts';

const mostAttempts = 20;
const suffix = '.tmp';

export interface ReplaceOptions {
  /** Whether the file may be replaced, given its text; undefined is none. Must depend on nothing else. */
  allowed(current: string | undefined): boolean;
  /** Whether the text has to outlive a loss of power. */
  durable: boolean;
}

/**
 * Replaces the text of a file, if it is one that may be replaced; gives whether it did. One atomic step, over all processes
 * of the host, however long any of them is stopped in the middle, and whatever becomes of locks:
 *
 * 1. write a temporary file in the same directory
 * 2. remove the temporary files of all others for this file
 * 3. look whether the file may be replaced
 * 4. rename the temporary file over it
 *
 * Suppose that another writer's rename comes between our steps 3 and 4, and ours succeeds. Then its step 2 has not seen our
 * temporary file, so it came before our step 1, and our step 2 after it has removed its temporary file: its rename fails.
 * That is a contradiction. Who finds its temporary file gone begins again; so does the next one after a crash, which thereby
 * cleans up.
 *
 * Not a lock around read and rename: its holder can be stopped until the lock is somebody else's, and then rename.
 */
export async function replaceFile(path: string, text: string, options: ReplaceOptions): Promise<boolean> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Looks before, as well, so that who cannot win does not remove the file of one who can.
    if (!options.allowed(await readPrivateFile(path))) return false;
    const done = await attemptToReplace(path, text, options);
    if (done !== undefined) return done;
    // Two that begin at the same time could remove each other's file for ever.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** Math.min(attempt, 6)));
  }
  return false;
}

/** Undefined when another writer came in between. */
async function attemptToReplace(
  path: string,
  text: string,
  { allowed, durable }: ReplaceOptions,
): Promise<boolean | undefined> {
  const temporary = `${path}.${randomUUID()}${suffix}`;
  try {
    await writePrivateFile(temporary, text, durable);
    await removeOthers(path, temporary);
    if (!allowed(await readPrivateFile(path))) return false;
    const renamed = await rename(temporary, path).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') return false;
        throw error;
      },
    );
    if (!renamed) return undefined;
  } finally {
    await rm(temporary, { force: true });
  }
  if (durable) await syncDirectory(dirname(path));
  return true;
}

async function removeOthers(path: string, own: string): Promise<void> {
  const directory = dirname(path);
  const names = (await readdir(directory)).filter(
    (name) => name.startsWith(`${basename(path)}.`) && name.endsWith(suffix) && name !== basename(own),
  );
  await Promise.all(names.map((name) => rm(join(directory, name), { force: true })));
}
