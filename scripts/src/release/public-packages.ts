import type { Manifest } from '../public-manifests.ts';
import { publicManifests } from '../public-manifests.ts';

export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** Path of its folder in the repository, such as `packages/core`. */
  readonly folder: string;
  /** Names of the public packages here that it needs. */
  readonly needs: readonly string[];
}

/** Every package that is published, each after those that it needs: in this order none is out before what it imports. */
export function publicPackages(root: string): PublicPackage[] {
  const manifests = publicManifests(root);
  const names = new Set([...manifests.values()].map(({ name }) => name));
  const found = [...manifests].map(([folder, manifest]) => ({
    name: manifest.name,
    version: manifest.version,
    folder,
    needs: neededBy(manifest).filter((name) => names.has(name)),
  }));
  return inOrder(found);
}

function neededBy({ dependencies, peerDependencies, optionalDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

function inOrder(packages: readonly PublicPackage[]): PublicPackage[] {
  const ordered: PublicPackage[] = [];
  let waiting = [...packages];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) =>
      needs.every((need) => ordered.some(({ name }) => name === need)),
    );
    if (ready.length === 0)
      throw new Error(`${waiting.map(({ name }) => name).join(', ')} need each other in a circle.`);
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return ordered;
}
