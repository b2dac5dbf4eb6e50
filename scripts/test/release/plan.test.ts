import { expect, test } from 'vitest';
import { plan } from '../../src/release/plan.ts';
import { publicPackages } from '../../src/release/public-packages.ts';
import { repository } from '../repo-copy.ts';
import { folderOf } from './folder.ts';
import { Outside } from './outside.ts';

const manifest = (name: string, version: string, more: object = {}) =>
  JSON.stringify({ name, version, ...more });

const packages = {
  '.changeset/README.md': '',
  'packages/a/package.json': manifest('a', '1.1.0', {
    dependencies: { b: 'workspace:^', elsewhere: '1.0.0' },
  }),
  'packages/b/package.json': manifest('b', '1.0.0', { peerDependencies: { c: 'workspace:^' } }),
  'packages/c/package.json': manifest('c', '0.0.0'),
  'packages/d/package.json': manifest('d', '9.0.0', { private: true }),
};

test('a package comes after those that it needs, and private ones do not come at all', () => {
  expect(publicPackages(folderOf(packages)).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
});

test('packages that need each other in a circle are named', () => {
  const root = folderOf({
    ...packages,
    'packages/c/package.json': manifest('c', '1.0.0', { dependencies: { a: 'workspace:^' } }),
  });
  expect(() => publicPackages(root)).toThrow('a, b, c need each other in a circle');
});

test('the packages of this repository are all found, the umbrella last', () => {
  const names = publicPackages(repository).map(({ name }) => name);
  expect(names[0]).toBe('@cliqkit/types');
  expect(names.at(-1)).toBe('cliqkit');
  expect(names).toContain('@cliqkit/redis');
});

test('changesets come first: nothing is released while one waits', async () => {
  const outside = new Outside();
  const root = folderOf({ ...packages, '.changeset/quick-fox.md': '---\n"a": minor\n---\n' });
  expect(await plan(root, outside.run)).toEqual({ version: true, release: [] });
  expect(outside.ran).toEqual([]);
});

test('a version that nobody has published is to be released; 0.0.0 is none', async () => {
  const outside = new Outside();
  outside.live.set('b@1.0.0', 'sha512-x');
  expect(await plan(folderOf(packages), outside.run)).toEqual({ version: false, release: ['a@1.1.0'] });
});

test('a registry that cannot be asked is not one that says no', async () => {
  const outside = new Outside();
  outside.unreachable = 'b';
  await expect(plan(folderOf(packages), outside.run)).rejects.toThrow(
    'npm view b@1.0.0 ended with 1, so it is not known whether it is published',
  );
});
