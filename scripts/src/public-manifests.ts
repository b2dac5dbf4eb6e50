import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a package.json is read here. The release runs this before anything is installed: it needs Node alone. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: { readonly registry?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages that are published, by their folder (`packages/core`), in the order of the folders. */
export function publicManifests(root: string): Map<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    const folder = `packages/${name}`;
    const file = join(root, folder, 'package.json');
    if (!existsSync(file)) continue;
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    if (manifest.private !== true) found.set(folder, manifest);
  }
  return found;
}

/** `cliqkit-core-1.2.3.tgz` for `@cliqkit/core` 1.2.3, as package managers name it. */
export function tarballName({ name, version }: Pick<Manifest, 'name' | 'version'>): string {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}
