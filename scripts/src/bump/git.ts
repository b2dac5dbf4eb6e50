import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Git cannot do what was asked; the message says what to do. */
export class GitError extends Error {}

const run = promisify(execFile);

/** Runs git in a folder, and returns what it prints. */
export async function git(root: string, ...args: string[]): Promise<string> {
  try {
    // The language of messages is not looked at, but some of them are passed on.
    const env = { ...process.env, LC_ALL: 'C' };
    return (await run('git', args, { cwd: root, env, maxBuffer: 256 * 1024 * 1024 })).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new GitError('git is not installed, or this folder is not there.');
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new GitError(`git ${args.join(' ')}: ${stderr}`);
  }
}

/** The same, or undefined when git says no: there is no such ref, no common commit. */
export async function tryGit(root: string, ...args: string[]): Promise<string | undefined> {
  return git(root, ...args).catch((error: unknown) => {
    if (error instanceof GitError) return undefined;
    throw error;
  });
}

/** The files of a commit below some folders that match, by path. */
export async function filesAt(
  root: string,
  commit: string,
  folders: string[],
  wanted: RegExp,
): Promise<Map<string, string>> {
  const listed = await git(root, 'ls-tree', '-r', '-z', '--name-only', commit, '--', ...folders);
  const files = new Map<string, string>();
  for (const path of listed.split('\0').filter((each) => wanted.test(each)))
    files.set(path, await git(root, 'show', `${commit}:${path}`));
  return files;
}
