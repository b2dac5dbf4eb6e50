import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** Path of its folder in the repository, such as `packages/core`. */
  readonly folder: string;
  /** Names of the public packages here that it needs. */
  readonly needs: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Every package that is published, each after those that it needs: in this order none is out before what it imports. */
export function publicPackages(root: string): PublicPackage[] {
  const manifests = readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => ({ folder: `packages/${name}`, manifest: readManifest(root, `packages/${name}`) }))
    .filter(({ manifest }) => manifest.private !== true);
  const names = new Set(manifests.map(({ manifest }) => manifest.name));
  const found = manifests.map(({ folder, manifest }) => ({
    name: manifest.name,
    version: manifest.version,
    folder,
    needs: neededBy(manifest).filter((name) => names.has(name)),
  }));
  return inOrder(found);
}

function readManifest(root: string, folder: string): Manifest {
  // The shape is npm's, and pnpm has read these files before.
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
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
