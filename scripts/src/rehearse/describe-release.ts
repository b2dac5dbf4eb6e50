import { stat } from 'node:fs/promises';
import type { BuiltRelease } from './build-release.ts';
import { groupChangelogs } from './changelog.ts';
import { hashFile } from './compare-packs.ts';

/** What a release would bring: versions, tags, changelogs, and the tarballs with their size and SHA-256. */
export async function describeRelease(release: BuiltRelease, tags: readonly string[]): Promise<string> {
  const { packages, before, tarballs } = release;
  const lines = packages.map(async ({ name, version }) => {
    const tarball = tarballs.get(name) ?? '';
    const [{ size }, hash] = await Promise.all([stat(tarball), hashFile(tarball)]);
    const step = before.get(name) === version ? version : `${before.get(name)} → ${version}`;
    return `  ${name.padEnd(18)} ${step.padEnd(16)} ${`${(size / 1000).toFixed(1)} kB`.padStart(9)}  ${hash}`;
  });
  const changes = [...groupChangelogs(packages)].map(
    ([text, names]) => `\n  ${names.join(', ')}\n${quote(text)}`,
  );
  const raised = packages.some(({ name, version }) => before.get(name) !== version);
  return [
    raised ? 'The release:' : 'The release (no changeset is waiting: the versions stay):',
    ...(await Promise.all(lines)),
    `  tags: ${tags.join(', ') || 'none'}`,
    '  provenance: off. It is made of the identity of a CI run, and is for the registry of a release alone.',
    ...changes,
    '',
  ].join('\n');
}

const quote = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `    | ${line}`)
    .join('\n');
