import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError } from './cli-errors.ts';
import type { CliWorld } from './cli-world.ts';

/** Reads a text file that the user has named. */
export async function readNamedFile(path: string, { cwd }: CliWorld): Promise<string> {
  return readFile(resolve(cwd, path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new CommandError(`cannot read ${JSON.stringify(path)}: ${reason}`, { cause });
  });
}

/** Writes a text file that the user has named. */
export async function writeNamedFile(path: string, text: string, { cwd }: CliWorld): Promise<void> {
  await writeFile(resolve(cwd, path), text).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such folder' : cause.message;
    throw new CommandError(`cannot write ${JSON.stringify(path)}: ${reason}`, { cause });
  });
}
