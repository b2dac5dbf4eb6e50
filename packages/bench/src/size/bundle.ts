import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Consumer } from './consumers.ts';

/** Where imports are resolved from, by the packages' own conditions: what is built, as users get it. */
const benchFolder = fileURLToPath(new URL('../..', import.meta.url));

/** What a bundler makes of a consumer. */
export interface Bundle {
  readonly code: string;
  /** Leads to the sources, as far as the packages come with maps. */
  readonly map: string;
}

/** @throws Error when a package is not built. */
export async function bundle({ source, platform }: Omit<Consumer, 'name'>): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: benchFolder, loader: 'ts', sourcefile: 'consumer.ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform,
    // `neutral` has none of its own.
    ...(platform === 'neutral' && { mainFields: ['module', 'main'] }),
    sourcemap: 'external',
    outfile: 'out.js',
    absWorkingDir: benchFolder,
    write: false,
    logLevel: 'silent',
  }).catch((cause: unknown) => {
    throw new Error('a consumer cannot be bundled; `pnpm build` makes what it imports', { cause });
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text.trimEnd() ?? '';
  return { code: textOf('.js'), map: textOf('.map') };
}

/** Bytes after brotli at its best, which is what servers of static files give out. */
export function brotliBytes(code: string): number {
  return code === '' ? 0 : brotliCompressSync(code).length;
}
