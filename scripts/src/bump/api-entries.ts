import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A module that users may import, with types. */
export interface ApiEntry {
  /** Name of the package, `@cliqkit/types`. */
  name: string;
  /** Folder of the package, relative to the root. */
  folder: string;
  /** Its declarations, relative to the folder: `dist/pins.d.ts`. */
  types: string;
  /** Its report, relative to the root: `packages/types/api/pins.api.md`. */
  report: string;
}

/** What of a package.json is read here. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
}

/** The package.json of a folder below `packages/`. */
async function readManifest(root: string, folder: string): Promise<Manifest> {
  const path = `${folder}/package.json`;
  // The shape of a manifest is what npm makes of it; a package without a name or a version does not install.
  return JSON.parse(await readFile(join(root, path), 'utf8')) as Manifest;
}

/** The packages that are published, by folder, in the order of their names. */
export async function publicPackages(root: string): Promise<Map<string, Manifest>> {
  const folders = await readdir(join(root, 'packages'), { withFileTypes: true });
  const found = new Map<string, Manifest>();
  for (const entry of folders.filter((each) => each.isDirectory()).sort(byName)) {
    const folder = `packages/${entry.name}`;
    const manifest = await readManifest(root, folder);
    if (manifest.private !== true) found.set(folder, manifest);
  }
  return found;
}

/** Every entry of every published package that has types. */
export async function apiEntries(root: string): Promise<ApiEntry[]> {
  return [...(await publicPackages(root))].flatMap(([folder, { name, exports = {} }]) =>
    Object.entries(exports).flatMap(([path, target]) => {
      const types = typesOf(target);
      if (types === undefined) return [];
      const entry = path === '.' ? 'index' : path.slice('./'.length).replaceAll('/', '-');
      return [{ name, folder, types, report: `${folder}/api/${entry}.api.md` }];
    }),
  );
}

function typesOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('types' in target)) return undefined;
  return typeof target.types === 'string' ? target.types.replace(/^\.\//, '') : undefined;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
