import { publicManifests } from '../public-manifests.ts';

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

/** Every entry of every published package that has types. */
export function apiEntries(root: string): ApiEntry[] {
  return [...publicManifests(root)].flatMap(([folder, { name, exports = {} }]) =>
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
