import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiEntries } from '../../src/bump/api-entries.ts';
import { bump } from '../../src/bump/bump.ts';
import { generate } from '../../src/generate.ts';
import { writeOutputs } from '../../src/outputs.ts';
import { publicManifests } from '../../src/public-manifests.ts';
import { copyRepository, editText, repository } from '../repo-copy.ts';
import { git } from './git.ts';

/** A copy with all that `pnpm generate`, `pnpm bump` and `pnpm run version` read and write, committed. */
async function committedCopy(): Promise<string> {
  const root = await copyRepository();
  const packages = [...publicManifests(repository).keys()];
  const manifests = ['packages/bench', ...packages].map((folder) => `${folder}/package.json`);
  const reports = apiEntries(repository).map(({ report }) => report);
  const others = ['.changeset/config.json', '.gitignore', 'package.json', 'pnpm-workspace.yaml'];
  for (const path of [...manifests, ...reports, ...others])
    await cp(join(repository, path), join(root, path));
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'As it is');
  return root;
}

test('one line of a spec ends in a changeset and a version', async () => {
  const root = await committedCopy();
  const line =
    '      x-rate-limit: { requests: 20, windowSeconds: 60, lockSeconds: 300, source: documented }';
  await editText(root, 'specs/pins.yaml', line, line.replace('20', '10'));
  await writeOutputs(root, (await generate(root)).outputs);
  const entries = apiEntries(root);
  const read = async (path: string) => [path, await readFile(join(root, path), 'utf8')] as const;
  const reports = new Map(await Promise.all(entries.map(({ report }) => read(report))));

  const { lines } = await bump({ root, mode: 'write', reports });
  const changed =
    '- **Stricter:** `getPinnedMessages` and `getPrimaryPinnedMessage` allow 10 calls a minute; it was 20.';
  expect(lines).toContain(`  ${changed}`);
  const written = (await readdir(join(root, '.changeset'))).filter((name) => name.endsWith('.md'));
  expect(written).toEqual(['stricter-get-pinned-messages.md']);

  const program = join(repository, 'node_modules/@changesets/cli/bin.js');
  execFileSync(process.execPath, [program, 'version'], { cwd: root, stdio: 'pipe' });
  for (const folder of ['types', 'pins', 'cliqkit', 'emulator']) {
    const [before, after] = await Promise.all([versionIn(repository, folder), versionIn(root, folder)]);
    expect(after).not.toBe(before);
    expect(await readFile(join(root, `packages/${folder}/CHANGELOG.md`), 'utf8')).toContain(changed);
  }
});

async function versionIn(root: string, folder: string): Promise<string> {
  return JSON.parse(await readFile(join(root, `packages/${folder}/package.json`), 'utf8')).version;
}
