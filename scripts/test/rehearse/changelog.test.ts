import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupChangelogs } from '../../src/rehearse/changelog.ts';
import type { PublicPackage } from '../../src/rehearse/public-packages.ts';
import { tempFolder } from './temp-folder.ts';

async function packageWith(root: string, name: string, changelog?: string): Promise<PublicPackage> {
  const folder = join(root, name);
  await mkdir(folder);
  if (changelog !== undefined) await writeFile(join(folder, 'CHANGELOG.md'), changelog);
  return { name, version: '0.2.0', folder, entries: ['.'] };
}

test('each change of this version is shown once, with the packages that have it', async () => {
  const root = await tempFolder();
  const older = '## 0.1.0\n\n### Minor Changes\n\n- First.\n';
  const change = '### Minor Changes\n\n- 1234567: A new list.\n';
  const dependency = '### Patch Changes\n\n- Updated dependencies [1234567]\n  - types@0.2.0\n';
  const groups = groupChangelogs([
    await packageWith(root, 'types', `# types\n\n## 0.2.0\n\n${change}\n${older}`),
    await packageWith(root, 'pins', `# pins\n\n## 0.2.0\n\n${change}\n${dependency}\n${older}`),
    await packageWith(root, 'core', `# core\n\n## 0.2.0\n\n${dependency}\n${older}`),
    await packageWith(root, 'redis'),
  ]);
  expect([...groups]).toEqual([['### Minor Changes\n\n- 1234567: A new list.', ['types', 'pins']]]);
});
