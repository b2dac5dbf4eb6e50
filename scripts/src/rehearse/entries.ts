import { join } from 'node:path';
import type { Run } from './commands.ts';
import type { PublicPackage } from './public-packages.ts';

/** Can be loaded in a test alone; the first tests do. */
const inTestsOnly = new Set(['@cliqkit/emulator/vitest']);

/** What can be imported from the packages. */
export function entriesOf(packages: readonly PublicPackage[]): string[] {
  return packages
    .flatMap(({ name, entries }) => entries.map((entry) => join(name, entry)))
    .filter((specifier) => !inTestsOnly.has(specifier));
}

/** Throws unless all entries can be loaded, with `import` and with `require()`, and give the same names. */
export async function loadEntries(
  run: Run,
  node: string,
  { folder, env, entries }: { folder: string; env: NodeJS.ProcessEnv; entries: readonly string[] },
): Promise<void> {
  const program = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    for (const entry of ${JSON.stringify(entries)}) {
      const names = Object.keys(await import(entry)).join();
      if (names === '') throw new Error(entry + ' exports nothing');
      const required = Object.keys(require(entry)).filter((name) => name !== '__esModule').join();
      if (required !== names) throw new Error(entry + ' gives ' + names + ' by import and ' + required + ' by require()');
    }`;
  await run(node, ['--input-type=module', '--eval', program], { cwd: folder, env, timeoutMs: 60_000 });
}
