import { GitError, git, tryGit } from './git.ts';

/** What the working tree is compared with. */
export interface Base {
  commit: string;
  /** For a person: which commit this is, and why it. */
  why: string;
}

/**
 * The commit that users have, as near as git knows: what was asked for, or the newest release, or else where this branch left
 * `main`. Where versions were raised since, everything before has a version already, and the comparison starts there.
 */
export async function findBase(root: string, since: string | undefined): Promise<Base> {
  if ((await tryGit(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}')) === undefined)
    throw new GitError(`${root} has no commit of git to compare with. Commit first, then change the specs.`);
  if (since !== undefined) return asked(root, since);
  const base = (await release(root)) ?? (await branchPoint(root)) ?? (await head(root));
  return (await versioned(root, base)) ?? base;
}

async function asked(root: string, since: string): Promise<Base> {
  const commit = await tryGit(
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${since}^{commit}`,
  );
  if (commit !== undefined) return { commit: commit.trim(), why: since };
  throw new GitError(`There is no commit "${since}" here. ${await howToFetch(root)}`);
}

async function release(root: string): Promise<Base | undefined> {
  // A release candidate comes before its release.
  const sorted = ['-c', 'versionsort.suffix=-', 'tag', '--sort=-version:refname'];
  const tag = (await git(root, ...sorted, '--merged', 'HEAD', '--list', 'cliqkit@*')).split('\n')[0];
  if (tag === undefined || tag === '') return undefined;
  const commit = await git(root, 'rev-parse', `refs/tags/${tag}^{commit}`);
  return { commit: commit.trim(), why: `${tag}, the newest release` };
}

async function branchPoint(root: string): Promise<Base | undefined> {
  const here = (await git(root, 'rev-parse', 'HEAD')).trim();
  for (const main of ['refs/remotes/origin/main', 'refs/heads/main']) {
    const commit = (await tryGit(root, 'merge-base', main, 'HEAD'))?.trim();
    const name = main.replace(/^refs\/(remotes|heads)\//, '');
    if (commit === undefined || commit === '') continue;
    if (commit === here) return { commit, why: `HEAD, which is on ${name}: what is not committed` };
    return { commit, why: `${commit.slice(0, 9)}, where this branch left ${name}` };
  }
  return undefined;
}

async function head(root: string): Promise<Base> {
  if (await isShallow(root))
    throw new GitError(
      `This clone is shallow: it has no release tag and no main to compare with. ${await howToFetch(root)}`,
    );
  const commit = (await git(root, 'rev-parse', 'HEAD')).trim();
  return { commit, why: 'HEAD, for there is no release and no main: what is not committed' };
}

/** The last commit since the base that raised a version. */
async function versioned(root: string, { commit, why }: Base): Promise<Base | undefined> {
  const raised = ['-G^  "version":', '--diff-filter=M', '--', ':(glob)packages/*/package.json'];
  if ((await git(root, 'diff', '--name-only', 'HEAD', ...raised)) !== '')
    throw new GitError(
      'Versions were raised here and are not committed yet. Commit them; what you change after that gets the next ones.',
    );
  const last = (await git(root, 'log', '-1', '--format=%H', `${commit}..HEAD`, ...raised)).trim();
  if (last === '') return undefined;
  return { commit: last, why: `${last.slice(0, 9)}, the last that raised versions (after ${why})` };
}

async function isShallow(root: string): Promise<boolean> {
  return (await git(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true';
}

async function howToFetch(root: string): Promise<string> {
  const fetch = (await isShallow(root)) ? 'git fetch --unshallow --tags' : 'git fetch --tags';
  return `Fetch it (\`${fetch}\`; in a workflow, actions/checkout with \`fetch-depth: 0\`), or name another with --since.`;
}
