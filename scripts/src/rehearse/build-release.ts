import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tarballName } from '../public-manifests.ts';
import type { Run } from './commands.ts';
import type { PublicPackage } from './public-packages.ts';
import { publicPackages } from './public-packages.ts';

/** The packages of a checkout with their next versions, built and packed. */
export interface BuiltRelease {
  readonly checkout: string;
  readonly packages: readonly PublicPackage[];
  /** The versions before, by the name of the package. */
  readonly before: ReadonlyMap<string, string>;
  /** Where their tarballs are, by the name of the package. */
  readonly tarballs: ReadonlyMap<string, string>;
}

/** Gives the packages the versions that the waiting changesets say, builds and packs them, as a release does. */
export async function buildRelease(run: Run, checkout: string, folder: string): Promise<BuiltRelease> {
  const inside = { cwd: checkout, env: { ...process.env, CI: 'false', FORCE_COLOR: '0' } };
  const before = new Map(publicPackages(checkout).map(({ name, version }) => [name, version]));
  await run('pnpm', ['run', 'version'], inside);
  const packages = publicPackages(checkout);
  await run('pnpm', ['-s', 'turbo', 'run', 'build', '--filter=./packages/*', '--force'], inside);
  await mkdir(folder, { recursive: true });
  const tarballs = packages.map((each) => [each.name, join(folder, tarballName(each))] as const);
  await Promise.all(
    packages.map((each, index) =>
      run('pnpm', ['pack', '--out', tarballs[index]?.[1] ?? ''], { ...inside, cwd: each.folder }),
    ),
  );
  return { checkout, packages, before, tarballs: new Map(tarballs) };
}
