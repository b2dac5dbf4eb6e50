import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltRelease } from './build-release.ts';
import { gitAuthor } from './checkout.ts';
import type { Run } from './commands.ts';
import { hashFile } from './compare-packs.ts';
import type { PublicPackage } from './public-packages.ts';

/** Makes the registry the only one that npm and pnpm know of in this home, with a token that is worth nothing elsewhere. */
export async function useRegistry(home: string, registry: string, ours: readonly string[]): Promise<void> {
  const scopes = new Set(ours.filter((name) => name.startsWith('@')).map((name) => name.split('/')[0]));
  const lines = [
    `registry=${registry}`,
    ...[...scopes].map((scope) => `${scope}:registry=${registry}`),
    `${registry.replace('http:', '')}:_authToken=rehearsal`,
  ];
  await writeFile(join(home, '.npmrc'), `${lines.join('\n')}\n`);
}

/** Publishes as a release does. Gives the tags that it made in the checkout. */
export async function publish(
  run: Run,
  { checkout }: BuiltRelease,
  outside: NodeJS.ProcessEnv,
): Promise<string[]> {
  const inside = { cwd: checkout, env: { ...outside, ...gitAuthor } };
  const tags = async (): Promise<string[]> =>
    (await run('git', ['tag', '--list'], inside)).split('\n').filter((tag) => tag !== '');
  const before = new Set(await tags());
  await run(join(checkout, 'node_modules', '.bin', 'changeset'), ['publish'], inside);
  return (await tags()).filter((tag) => !before.has(tag));
}

/** Throws unless the registry has each package, byte for byte as it was packed before. */
export async function verifyPublished(
  registry: string,
  { packages, tarballs }: BuiltRelease,
  signal: AbortSignal,
): Promise<void> {
  const verify = async ({ name, version }: PublicPackage): Promise<string[]> => {
    const reply = await fetch(`${registry}${name.replace('/', '%2f')}`, { signal });
    if (!reply.ok) return [`${name} is not there (status ${reply.status})`];
    // The document that every npm registry has for a package.
    const document = (await reply.json()) as {
      versions: Record<string, { dist: { tarball: string } } | undefined>;
    };
    const published = document.versions[version];
    if (published === undefined) return [`${name} ${version} is not there`];
    const bytes = await (await fetch(published.dist.tarball, { signal })).arrayBuffer();
    const hash = createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
    return hash === (await hashFile(tarballs.get(name) ?? ''))
      ? []
      : [`${name} ${version} is not what was packed: ${hash}`];
  };
  const problems = (await Promise.all(packages.map(verify))).flat();
  if (problems.length > 0) throw new Error(`In the registry, ${problems.join('; ')}`);
}
