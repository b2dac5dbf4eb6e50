import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publicManifests } from '../../src/public-manifests.ts';
import { repository } from '../repo-copy.ts';
import { edited, pins, Repository } from './repository.ts';

const config = readFileSync(join(repository, '.changeset/config.json'), 'utf8');

/** What `changeset version` makes of a repository with our configuration. */
function version(of: Repository): { [folder: string]: string } {
  const { linked, ...rest }: { linked: string[][] } = JSON.parse(config);
  // A module that came since has no package in the small repository, and changesets refuses a name that there is not.
  const here = linked.map((group) => group.filter((name) => of.names.includes(name)));
  of.write('.changeset/config.json', JSON.stringify({ ...rest, linked: here }));
  of.write('package.json', '{ "name": "root", "private": true, "version": "0.0.0" }');
  of.write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n');
  const program = join(repository, 'node_modules/@changesets/cli/bin.js');
  execFileSync(process.execPath, [program, 'version'], { cwd: of.root, stdio: 'pipe' });
  const folders = ['types', 'pins', 'folders', 'cliqkit', 'core', 'emulator'];
  const versionOf = (folder: string): string =>
    JSON.parse(of.read(`packages/${folder}/package.json`)).version;
  return Object.fromEntries(folders.map((folder) => [folder, versionOf(folder)]));
}

test('types, the umbrella and the package of every module get one number', async () => {
  const names = [...publicManifests(repository).values()];
  const umbrella = names.find(({ name }) => name === 'cliqkit');
  const modules = Object.keys(umbrella?.dependencies ?? {}).filter((name) => name !== '@cliqkit/core');
  expect(JSON.parse(config).linked).toEqual([['cliqkit', ...modules].sort(umbrellaFirst)]);
});

function umbrellaFirst(a: string, b: string): number {
  return a === 'cliqkit' ? -1 : b === 'cliqkit' ? 1 : a < b ? -1 : 1;
}

test('below 1.0.0 a tightened limit takes all that cannot reach the new types along, with a banner', async () => {
  const repo = new Repository('0.2.0');
  repo.writeSpec(edited(pins(), 'paths>/pins>post>x-rate-limit>requests', 20));
  await repo.bump();
  expect(version(repo)).toEqual({
    types: '0.3.0',
    pins: '0.3.0',
    cliqkit: '0.3.0',
    folders: '0.3.0',
    emulator: '0.3.0',
    core: '0.2.0',
  });
  const banner = '- **Stricter:** `pinChat` allows 20 calls a minute; it was 50.';
  for (const folder of ['types', 'pins', 'cliqkit', 'emulator'])
    expect(repo.read(`packages/${folder}/CHANGELOG.md`)).toContain(banner);
  expect(repo.read('packages/folders/CHANGELOG.md')).not.toContain('Stricter');
  expect(repo.changesets()).toEqual(['config.json']);
});

test('from 1.0.0 on, a module that nothing changed for stays, until the types break', async () => {
  const stricter = new Repository('1.2.0');
  stricter.writeSpec(edited(pins(), 'paths>/pins>post>x-rate-limit>requests', 20));
  await stricter.bump();
  expect(version(stricter)).toMatchObject({
    types: '1.3.0',
    pins: '1.3.0',
    cliqkit: '1.3.0',
    folders: '1.2.0',
  });

  const breaking = new Repository('1.2.0');
  breaking.writeSpec(edited(pins(), 'components>schemas>Pin>properties>text', undefined));
  await breaking.bump();
  expect(version(breaking)).toEqual({
    types: '2.0.0',
    pins: '2.0.0',
    cliqkit: '2.0.0',
    folders: '2.0.0',
    core: '1.2.0',
    emulator: '1.2.1',
  });
});
