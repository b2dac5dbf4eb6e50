import { expect, test } from 'vitest';
import { announce } from '../../src/release/announce.ts';
import { stage } from '../../src/release/stage.ts';
import { folderOf } from './folder.ts';
import { Outside } from './outside.ts';
import { packedFolder } from './record.ts';

const changelog = '# it\n\n## 1.2.0\n\n### Minor Changes\n\n- more\n\n## 1.1.0\n\n- less\n';

async function stagedRelease(changes = changelog) {
  const outside = new Outside();
  const { folder, record } = packedFolder();
  await stage(folder, record, outside.run, () => {});
  const root = folderOf({ 'packages/core/CHANGELOG.md': changes, 'packages/cliqkit/CHANGELOG.md': changes });
  return {
    outside,
    record,
    announceIt: () => announce(record, { root, folder, repository: 'o/r' }, outside.run),
  };
}

test('while a version is not live, nothing is tagged', async () => {
  const { outside, announceIt } = await stagedRelease();
  await expect(announceIt()).rejects.toThrow('Not live yet: @cliqkit/core@1.2.0, cliqkit@1.2.0');
  expect(outside.releases.size).toBe(0);
});

test('each live version gets a tag at the commit, its changes and its tarball; the umbrella is the latest', async () => {
  const { outside, record, announceIt } = await stagedRelease();
  outside.approveAll();
  expect(await announceIt()).toEqual(['@cliqkit/core@1.2.0', 'cliqkit@1.2.0']);
  const core = outside.releases.get('@cliqkit/core@1.2.0');
  expect(core?.args.join(' ')).toContain(`--target ${record.commit}`);
  expect(core?.args.join(' ')).toContain('--latest=false');
  expect(core?.args[3]).toMatch(/cliqkit-core-1\.2\.0\.tgz$/);
  expect(core?.notes).toContain('- more');
  expect(core?.notes).not.toContain('- less');
  expect(core?.notes).toContain(record.packages[0]?.sha256);
  expect(outside.releases.get('cliqkit@1.2.0')?.args.join(' ')).toContain('--latest=true');
});

test('what is live with other bytes than were packed is not announced', async () => {
  const { outside, announceIt } = await stagedRelease();
  outside.approveAll();
  outside.live.set('cliqkit@1.2.0', 'sha512-other');
  await expect(announceIt()).rejects.toThrow('cliqkit@1.2.0 is live with other bytes than were packed');
  expect(outside.releases.size).toBe(0);
});

test('a second run makes what is missing, and a draft that was left anew', async () => {
  const { outside, announceIt } = await stagedRelease();
  outside.approveAll();
  await announceIt();
  const left = outside.releases.get('cliqkit@1.2.0');
  if (left !== undefined) left.isDraft = true;
  expect(await announceIt()).toEqual(['cliqkit@1.2.0']);
  expect(outside.releases.get('cliqkit@1.2.0')?.isDraft).toBe(false);
});

test('a version without its part of the changelog is named', async () => {
  const { outside, announceIt } = await stagedRelease('# it\n\n## 1.1.0\n\n- less\n');
  outside.approveAll();
  await expect(announceIt()).rejects.toThrow('has no part "## 1.2.0"');
});
