import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImporter } from './run-importer.ts';

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

/** How many files of JavaScript a process runs that imports packages, by V8's own list, be they ES modules or CommonJS. */
export async function modulesLoaded(packages: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-modules-'));
  try {
    await runImporter(packages, { NODE_V8_COVERAGE: folder });
    const [name] = await readdir(folder);
    if (name === undefined) throw new Error(`no list of what ${packages.join(', ')} loads`);
    // Shape: what V8 writes with NODE_V8_COVERAGE.
    const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as Coverage;
    const files = result.map(({ url }) => url).filter((url) => /^file:.*\.[cm]?js$/.test(url));
    return new Set(files).size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
