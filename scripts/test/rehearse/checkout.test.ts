import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitAuthor, giveBeginning, readCommit } from '../../src/rehearse/checkout.ts';
import { runForTest, tempFolder } from './temp-folder.ts';

const env = { ...process.env, ...gitAuthor, GIT_CONFIG_GLOBAL: '/dev/null' };

async function repositoryWith(commits: number): Promise<string> {
  const folder = await tempFolder();
  const git = (...args: string[]): Promise<string> => runForTest()('git', args, { cwd: folder, env });
  await git('init', '--quiet');
  for (let number = 1; number <= commits; number += 1) {
    await writeFile(join(folder, 'number.txt'), String(number));
    await git('add', '.');
    await git('commit', '--quiet', '--message', `Number ${number}`);
  }
  return folder;
}

test('a clone of a shallow clone is whole, and its commit keeps its id', async () => {
  const run = runForTest();
  const source = await repositoryWith(3);
  const [shallow, clone] = [await tempFolder(), await tempFolder()];
  await run('git', ['clone', '--quiet', '--depth', '1', `file://${source}`, shallow], { cwd: source, env });
  await run('git', ['clone', '--quiet', shallow, clone], { cwd: source, env });
  const git = (...args: string[]): Promise<string> => run('git', args, { cwd: clone, env });
  expect((await git('rev-parse', '--is-shallow-repository')).trim()).toBe('true');

  await giveBeginning(run, clone);

  expect((await git('rev-parse', '--is-shallow-repository')).trim()).toBe('false');
  expect((await git('log', '--format=%s')).trim()).toBe('Number 3');
  expect((await git('log', '--diff-filter=A', '--format=%s', '--', 'number.txt')).trim()).toBe('Number 3');
  expect((await readCommit(run, clone)).id).toBe((await readCommit(run, source)).id);
});

test('changes that are not committed are told', async () => {
  const run = runForTest();
  const source = await repositoryWith(1);
  expect((await readCommit(run, source)).uncommitted).toEqual([]);
  await writeFile(join(source, 'number.txt'), 'other');
  await writeFile(join(source, 'new.txt'), 'new');
  expect((await readCommit(run, source)).uncommitted).toEqual([' M number.txt', '?? new.txt']);
});
