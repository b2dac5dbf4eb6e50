import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderOf } from '../release/folder.ts';
import { repository } from '../repo-copy.ts';

/** The commands of one step, as the workflow has them. */
function commandsOf(workflow: string, job: string, name: string): string {
  const text = readFileSync(join(repository, '.github/workflows', workflow), 'utf8');
  // The steps that are asked for here have this shape; a missing one throws below.
  const { jobs } = parse(text) as { jobs: Record<string, { steps: { name?: string; run?: string }[] }> };
  const step = jobs[job]?.steps.find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`${workflow} has no step "${name}" in ${job}.`);
  return step.run;
}

/** A clone with one commit, and a way to run a step in it as GitHub does. */
function clone(files: Readonly<Record<string, string>>) {
  const root = folderOf(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`work/${path}`, text])),
  );
  const work = join(root, 'work');
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'someone',
    GIT_AUTHOR_EMAIL: 'someone@example.com',
    GIT_COMMITTER_NAME: 'someone',
    GIT_COMMITTER_EMAIL: 'someone@example.com',
    RUNNER_TEMP: join(root, 'temp'),
  };
  mkdirSync(env.RUNNER_TEMP);
  const execute = (program: string, args: readonly string[]) =>
    execFileSync(program, args, { cwd: work, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  const git = (...args: string[]) => execute('git', args);
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(root, 'server')], { env });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', join(root, 'server'));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  git('push', '--quiet', 'origin', 'main');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  };
  const step = (commands: string) =>
    execute('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', commands]);
  return { work, temp: env.RUNNER_TEMP, git, write, step };
}

describe.skipIf(process.platform === 'win32')('the pull request with the versions', () => {
  const apply = commandsOf(
    'release.yml',
    'version-pull-request',
    'Apply the patch, to versions and changelogs alone',
  );
  const files = {
    '.changeset/one.md': 'x\n',
    'packages/core/package.json': '{}\n',
    'packages/core/src/index.ts': '\n',
  };

  /** Makes the patch that the job before hands on, out of these changes, and applies it. */
  function applyChanges(changes: Readonly<Record<string, string>>) {
    const { temp, git, write, step, work } = clone(files);
    rmSync(join(work, '.changeset/one.md'));
    for (const [path, text] of Object.entries(changes)) write(path, text);
    git('add', '--all');
    mkdirSync(join(temp, 'version'));
    writeFileSync(join(temp, 'version/version.patch'), `${git('diff', '--cached', '--binary')}\n`);
    git('reset', '--quiet', '--hard');
    step(apply);
    return {
      branch: git('branch', '--show-current'),
      changed: git('diff', '--cached', '--no-renames', '--name-only'),
    };
  }

  test('has versions, changelogs, and the changesets gone', () => {
    const changes = {
      'packages/core/package.json': '{"version":"1.0.0"}\n',
      'packages/core/CHANGELOG.md': 'x\n',
    };
    expect(applyChanges(changes)).toEqual({
      branch: 'changeset-release/main',
      changed: '.changeset/one.md\npackages/core/CHANGELOG.md\npackages/core/package.json',
    });
  });

  test('is not made when the patch moves a file away to where a changelog may be', () => {
    const { temp, git, step, work } = clone({ ...files, '.ci/run': 'every gate\n' });
    renameSync(join(work, '.ci/run'), join(work, 'packages/core/CHANGELOG.md'));
    git('add', '--all');
    mkdirSync(join(temp, 'version'));
    writeFileSync(join(temp, 'version/version.patch'), `${git('diff', '--cached', '--find-renames')}\n`);
    git('reset', '--quiet', '--hard');
    expect(() => step(apply)).toThrow('the patch changes .ci/run');
  });

  test.each(['packages/core/src/index.ts', '.github/workflows/ci.yml', 'package.json', '.ci/run'])(
    'is not made when the patch touches %s',
    (path) => {
      expect(() => applyChanges({ [path]: 'changed\n' })).toThrow(`the patch changes ${path}`);
    },
  );
});

describe.skipIf(process.platform === 'win32')('the pull request with the report', () => {
  const put = commandsOf(
    'upstream.yml',
    'pull-request',
    'Put the report on its branch, on top of what is there',
  );

  test('starts a branch where there is none, and keeps what others pushed where there is one', () => {
    const { work, temp, git, write, step } = clone({ 'specs/pins.yaml': 'a\n', '.github/x': 'of main\n' });
    mkdirSync(join(temp, 'upstream'));
    writeFileSync(join(temp, 'upstream/report.md'), 'one\n');
    step(put);
    expect(git('diff', '--cached', '--name-only')).toBe('specs/upstream/report.md');
    write('specs/pins.yaml', 'mended by a person\n');
    write('.github/x', 'of the branch\n');
    git('commit', '--quiet', '--all', '--message', 'mended');
    git('push', '--quiet', 'origin', 'upstream/report');

    git('switch', '--quiet', 'main');
    git('branch', '--quiet', '--delete', '--force', 'upstream/report');
    rmSync(join(temp, 'github'), { recursive: true });
    writeFileSync(join(temp, 'upstream/report.md'), 'two\n');
    step(put);
    expect(git('diff', '--cached', '--name-only')).toBe('specs/upstream/report.md');
    expect(readFileSync(join(work, 'specs/pins.yaml'), 'utf8')).toBe('mended by a person\n');
    expect(readFileSync(join(temp, 'github/x'), 'utf8')).toBe('of main\n');
    expect(existsSync(join(work, 'specs/upstream/report.md'))).toBe(true);
  });
});
