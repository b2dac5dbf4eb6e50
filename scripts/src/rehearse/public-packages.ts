import { join } from 'node:path';
import { publicManifests } from '../public-manifests.ts';

/** A package that a release publishes. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** What can be imported: `.`, `./vitest`, … */
  readonly entries: readonly string[];
}

/** The public packages of a checkout, by name. */
export function publicPackages(checkout: string): PublicPackage[] {
  const packages = [...publicManifests(checkout)].map(([folder, manifest]) => {
    const { name, version, exports = {}, publishConfig } = manifest;
    // It would win over the registry of the rehearsal, and this would be a release.
    if (publishConfig?.registry !== undefined)
      throw new Error(
        `${folder}/package.json: publishConfig.registry would publish past the rehearsal. Take it out.`,
      );
    const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
    return { name, version, folder: join(checkout, folder), entries };
  });
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}
