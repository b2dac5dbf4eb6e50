import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appendToMapping } from './append-to-mapping.ts';

interface PackageJson {
  exports: Record<string, unknown>;
  publishConfig: { exports: Record<string, unknown> };
}

/** The files that name each module, with this one added: the linter's list, the entries of `@cliqkit/types`, Biome's. */
export async function registerModule(root: string, module: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const redocly = await read('redocly.yaml');
  files.set('redocly.yaml', withApi(redocly, module));

  const path = 'packages/types/package.json';
  const manifest = JSON.parse(await read(path)) as PackageJson; // Its shape is a part of this repository.
  const built = { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
  const entry = `./${module}`;
  manifest.exports = withEntry(manifest.exports, entry, {
    '@cliqkit/source': `./src/${module}.ts`,
    ...built,
  });
  manifest.publishConfig.exports = withEntry(manifest.publishConfig.exports, entry, built);
  files.set(path, `${JSON.stringify(manifest, null, 2)}\n`);

  const biome = await read('biome.json');
  const generated = /(packages\/types\/src\/\{)([\w,]+)(\}\.ts)/;
  files.set(
    'biome.json',
    biome.replace(generated, (all, start: string, names: string, end: string) =>
      names.split(',').includes(module) ? all : `${start}${names},${module}${end}`,
    ),
  );
  return files;
}

/** redocly.yaml with the module among its APIs. */
export function withApi(redocly: string, module: string): string {
  if (new RegExp(`^  ${module}:`, 'm').test(redocly)) return redocly;
  return appendToMapping('redocly.yaml', redocly, ['apis'], `${module}: { root: specs/${module}.yaml }`);
}

/** The entries of a package, this one before those with a star, which come last. */
function withEntry(all: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const entries = Object.entries(all).filter(([key]) => key !== name);
  const star = entries.findIndex(([key]) => key.includes('*'));
  const at = star === -1 ? entries.length : star;
  return Object.fromEntries([...entries.slice(0, at), [name, value], ...entries.slice(at)]);
}
