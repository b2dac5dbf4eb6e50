import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBase } from '../../src/bump/base.ts';
import { Repository } from './repository.ts';

function head(repository: Repository): string {
  return repository.git('rev-parse', 'HEAD').trim();
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cliqkit-bump-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('the newest release is the base, by version and not by name, and releases come after their candidates', async () => {
  const repository = new Repository();
  for (const version of ['0.9.0', '0.10.0-rc.1', '0.10.0']) {
    repository.git('commit', '--quiet', '--allow-empty', '--message', version);
    repository.git('tag', `cliqkit@${version}`);
  }
  const commit = head(repository);
  repository.git('tag', '@cliqkit/core@2.0.0', 'HEAD~2');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'More');
  expect(await findBase(repository.root, undefined)).toEqual({
    commit,
    why: 'cliqkit@0.10.0, the newest release',
  });
});

test('a release that this branch does not have is none', async () => {
  const repository = new Repository();
  const commit = head(repository);
  repository.git('switch', '--quiet', '--create', 'other');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'Other');
  repository.git('tag', 'cliqkit@9.0.0');
  repository.git('switch', '--quiet', 'main');
  expect(await findBase(repository.root, undefined)).toMatchObject({ commit });
});

test('without a release it is where the branch left main', async () => {
  const repository = new Repository();
  const commit = head(repository);
  repository.git('switch', '--quiet', '--create', 'topic');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'Topic');
  expect(await findBase(repository.root, undefined)).toEqual({
    commit,
    why: `${commit.slice(0, 9)}, where this branch left main`,
  });
});

test('without a main it is HEAD', async () => {
  const repository = new Repository();
  repository.git('branch', '--move', 'trunk');
  expect(await findBase(repository.root, undefined)).toEqual({
    commit: head(repository),
    why: 'HEAD, for there is no release and no main: what is not committed',
  });
});

test('what has a version already is not told again', async () => {
  const repository = new Repository();
  repository.git('tag', 'cliqkit@0.2.0');
  repository.setVersion('0.3.0');
  await expect(findBase(repository.root, undefined)).rejects.toThrow(
    'Versions were raised here and are not committed yet.',
  );
  repository.commit('Version packages');
  const commit = head(repository);
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'More');
  expect(await findBase(repository.root, undefined)).toEqual({
    commit,
    why: `${commit.slice(0, 9)}, the last that raised versions (after cliqkit@0.2.0, the newest release)`,
  });
});

test('a new package does not raise a version', async () => {
  const repository = new Repository();
  repository.git('tag', 'cliqkit@0.2.0');
  repository.write(
    'packages/reminders/package.json',
    '{\n  "name": "@cliqkit/reminders",\n  "version": "0.0.0"\n}\n',
  );
  repository.commit('Reminders');
  expect((await findBase(repository.root, undefined)).why).toBe('cliqkit@0.2.0, the newest release');
});

test('a commit that is asked for is taken, and one that is not there is named', async () => {
  const repository = new Repository();
  const commit = head(repository);
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'More');
  expect(await findBase(repository.root, 'HEAD~1')).toEqual({ commit, why: 'HEAD~1' });
  await expect(findBase(repository.root, 'nowhere')).rejects.toThrow(
    /no commit "nowhere" here.*git fetch --tags/,
  );
  await expect(findBase(repository.root, '--all')).rejects.toThrow('no commit "--all" here');
});

test('a shallow clone says what to fetch', async () => {
  const origin = new Repository();
  origin.git('commit', '--quiet', '--allow-empty', '--message', 'More');
  const folder = emptyFolder();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('clone', '--quiet', '--depth=1', `file://${origin.root}`, 'clone');
  const root = join(folder, 'clone');
  expect((await findBase(root, undefined)).why).toContain('HEAD, which is on origin/main');
  // As a workflow checks out a pull request.
  git('-C', 'clone', 'checkout', '--quiet', '--detach');
  git('-C', 'clone', 'remote', 'remove', 'origin');
  git('-C', 'clone', 'branch', '--quiet', '--delete', '--force', 'main');
  await expect(findBase(root, undefined)).rejects.toThrow(
    /This clone is shallow.*git fetch --unshallow --tags.*fetch-depth: 0/,
  );
});

test('a folder that git does not know, and one without a commit, are told apart from no change', async () => {
  const folder = emptyFolder();
  await expect(findBase(folder, undefined)).rejects.toThrow('has no commit of git to compare with');
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  await expect(findBase(folder, undefined)).rejects.toThrow('has no commit of git to compare with');
});
