import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that a release publishes. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** What can be imported: `.`, `./vitest`, … */
  readonly entries: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: { readonly registry?: string };
}

/** The public packages of a checkout, by name. */
export function publicPackages(checkout: string): PublicPackage[] {
  const packages = readdirSync(join(checkout, 'packages')).flatMap((folder) => {
    const path = join(checkout, 'packages', folder);
    const file = join(path, 'package.json');
    if (!existsSync(file)) return [];
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    if (manifest.private === true) return [];
    // It would win over the registry of the rehearsal, and this would be a release.
    if (manifest.publishConfig?.registry !== undefined)
      throw new Error(`${file}: publishConfig.registry would publish past the rehearsal. Take it out.`);
    const entries = Object.keys(manifest.exports ?? {}).filter((entry) => !entry.endsWith('.json'));
    return [{ name: manifest.name, version: manifest.version, folder: path, entries }];
  });
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `cliqkit-core-1.2.3.tgz` for `@cliqkit/core` 1.2.3, as package managers name it. */
export function tarballName({ name, version }: Pick<PublicPackage, 'name' | 'version'>): string {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}
