import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../release/folder.ts';
import { repository } from '../repo-copy.ts';

const script = join(repository, '.github/scripts/open-pull-request.sh');

/** gh as the script uses it. It writes down what it was asked, and shows the pull request whose number is in the file. */
const gh = `#!/usr/bin/env bash
echo "gh $*" >>"$LOG"
[ "$1 $2" != 'pr list' ] || cat "$OPEN"
`;

/** A checkout of a repository whose server is a folder. */
function checkout() {
  const root = folderOf({ 'bin/gh': gh, log: '', open: '', 'body.md': 'what to do' });
  chmodSync(join(root, 'bin/gh'), 0o755);
  mkdirSync(join(root, 'work'));
  const env = {
    ...process.env,
    PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
    GIT_CONFIG_GLOBAL: '/dev/null',
    LOG: join(root, 'log'),
    OPEN: join(root, 'open'),
  };
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: join(root, 'work'), env, encoding: 'utf8', stdio: 'pipe' }).trim();
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(root, 'server')], { env });
  const empty = ['commit', '--quiet', '--allow-empty', '--message', 'first'];
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', join(root, 'server'));
  git('-c', 'user.name=someone', '-c', 'user.email=someone@example.com', ...empty);
  git('push', '--quiet', 'origin', 'main');

  const change = (text: string) => {
    writeFileSync(join(root, 'work/file'), text);
    git('add', 'file');
  };
  const open = (more: Record<string, string> = {}) =>
    execFileSync('bash', [script], {
      cwd: join(root, 'work'),
      env: { ...env, BASE: 'main', TITLE: 'A title; $(exit 3)', BODY_FILE: join(root, 'body.md'), ...more },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const asked = () => readFileSync(join(root, 'log'), 'utf8');
  const show = (number: string) => writeFileSync(join(root, 'open'), number);
  return { git, change, open, asked, show };
}

describe.skipIf(process.platform === 'win32')('the script that opens pull requests', () => {
  test('pushes what is staged and opens one', () => {
    const { git, change, open, asked } = checkout();
    git('switch', '--quiet', '--create', 'report');
    change('one');
    open();
    expect(git('log', '-1', '--format=%an: %s', 'origin/report')).toBe(
      'github-actions[bot]: A title; $(exit 3)',
    );
    expect(asked()).toContain(
      'gh pr create --head report --base main --title A title; $(exit 3) --body-file',
    );
  });

  test('adds to the branch when one is open, and opens no second', () => {
    const { git, change, open, asked, show } = checkout();
    git('switch', '--quiet', '--create', 'report');
    change('one');
    open();
    show('7');
    change('two');
    open();
    expect(git('rev-list', '--count', 'origin/report')).toBe('3');
    expect(asked()).toContain('gh pr edit 7');
    expect(asked().match(/pr create/g)).toHaveLength(1);
  });

  test('makes no commit when nothing changed', () => {
    const { git, change, open } = checkout();
    git('switch', '--quiet', '--create', 'report');
    change('one');
    open();
    change('one');
    expect(open()).toContain('nothing new to commit on report');
    expect(git('rev-list', '--count', 'origin/report')).toBe('2');
  });

  test('does not push over what others pushed, unless it is told that the branch is its own', () => {
    const { git, change, open } = checkout();
    git('switch', '--quiet', '--create', 'report');
    change('one');
    open();
    git('switch', '--quiet', '--force-create', 'report', 'main');
    change('other');
    expect(() => open()).toThrow('rejected');
    open({ FORCE: 'yes' });
    expect(git('rev-list', '--count', 'origin/report')).toBe('2');
  });

  test('never pushes to the base', () => {
    const { change, open, asked } = checkout();
    change('one');
    expect(() => open()).toThrow('refusing to push to main');
    expect(asked()).toBe('');
  });
});
