import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What an empty project has in `node_modules` when it depends on packages. */
export interface Installed {
  readonly names: readonly string[];
  readonly bytes: number;
}

/** Follows the dependencies from package to package, as they are installed here. */
export function installed(packages: readonly string[]): Installed {
  const found = new Map<string, string>();
  const visit = (name: string, from: string): void => {
    const folder = locate(name, from);
    if (found.has(folder)) return;
    const manifest = manifestOf(folder);
    found.set(folder, manifest.name);
    for (const dependency of wantedBy(manifest)) visit(dependency, folder);
  };
  for (const name of packages) visit(name, dirname(nodeModules));
  const bytes = [...found.keys()].reduce((sum, folder) => sum + publishedBytes(folder), 0);
  return { names: [...found.values()], bytes };
}

/** Npm also installs the peers that a package insists on. */
function wantedBy({
  dependencies = {},
  peerDependencies = {},
  peerDependenciesMeta = {},
}: Manifest): readonly string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys(dependencies), ...peers];
}

function locate(name: string, from: string): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return realpathSync(folder);
  if (dirname(from) === from) throw new Error(`${name} is not installed`);
  return locate(name, dirname(from));
}

function manifestOf(folder: string): Manifest {
  // Shape: every installed package has these fields, where it has them, as npm defines them.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** An installed package holds what was published; one of the workspace holds more, and `files` says what it publishes. */
function publishedBytes(folder: string): number {
  if (folder.includes('node_modules')) return bytesOf(folder, ['node_modules']);
  const { files = [] } = manifestOf(folder);
  const left = files.filter((path) => path.startsWith('!')).map((path) => path.slice(1));
  return [...files.filter((path) => !path.startsWith('!')), 'package.json']
    .map((path) =>
      bytesOf(
        join(folder, path),
        left.map((name) => name.replace(`${path}/`, '')),
      ),
    )
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Of a file or a folder, but for what in it is left out by its path. */
function bytesOf(path: string, left: readonly string[]): number {
  if (statSync(path).isFile()) return statSync(path).size;
  return readdirSync(path)
    .filter((name) => !left.includes(name))
    .reduce((sum, name) => sum + bytesOf(join(path, name), []), 0);
}
