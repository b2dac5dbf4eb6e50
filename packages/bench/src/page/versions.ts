import { readFileSync } from 'node:fs';

const here = new URL('../../', import.meta.url);

/** What the benchmarks stand beside, and with which version, as it is installed. */
export function versionsOfPeers(): Readonly<Record<string, string>> {
  const { devDependencies } = manifestOf('package.json');
  const names = Object.keys(devDependencies ?? {}).filter(isPeer);
  return Object.fromEntries(
    names.map((name) => [name, manifestOf(`node_modules/${name}/package.json`).version ?? '']),
  );
}

interface Manifest {
  readonly version?: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(new URL(path, here), 'utf8'));
}

function isPeer(name: string): boolean {
  return !(name.startsWith('@cliqkit/') || name.startsWith('@types/') || name === 'cliqkit');
}
