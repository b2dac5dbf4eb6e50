import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './commands.ts';

/** The commit that is rehearsed. */
export interface Commit {
  readonly id: string;
  /** Files of the working tree that differ from it, as git prints them. */
  readonly uncommitted: readonly string[];
}

export async function readCommit(run: Run, repository: string): Promise<Commit> {
  const git = (...args: string[]): Promise<string> => run('git', args, { cwd: repository, env: process.env });
  const [id, status] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain')]);
  return { id: id.trim(), uncommitted: status.split('\n').filter((line) => line !== '') };
}

/** Clones the commit to a folder of its own and installs what it needs there, from the store if that has it. */
export async function checkOut(run: Run, repository: string, { id }: Commit, folder: string): Promise<void> {
  const inside = { cwd: folder, env: process.env };
  await run('git', ['clone', '--quiet', '--no-hardlinks', '--no-checkout', repository, folder], {
    cwd: repository,
    env: process.env,
  });
  await run('git', ['checkout', '--quiet', '--detach', id], inside);
  await giveBeginning(run, folder);
  await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'], inside);
}

/**
 * Makes the oldest commits that a shallow clone has its beginning. Changesets looks for the commit of each change, and in a
 * clone of a shallow clone it asks for more history for ever.
 */
export async function giveBeginning(run: Run, folder: string): Promise<void> {
  const list = join(folder, '.git', 'shallow');
  if (!existsSync(list)) return;
  const oldest = (await readFile(list, 'utf8')).split('\n').filter((id) => id !== '');
  for (const id of oldest)
    await run('git', ['replace', '--graft', id], { cwd: folder, env: { ...process.env, ...gitAuthor } });
  await rm(list);
}

/** Whom git names for the tags of a rehearsal, so that it needs no settings. */
export const gitAuthor: NodeJS.ProcessEnv = {
  GIT_AUTHOR_NAME: 'Release rehearsal',
  GIT_AUTHOR_EMAIL: 'rehearsal@localhost',
  GIT_COMMITTER_NAME: 'Release rehearsal',
  GIT_COMMITTER_EMAIL: 'rehearsal@localhost',
};
