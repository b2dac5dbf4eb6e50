import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface BuiltProgram {
  readonly path: string;
  remove(): Promise<void>;
}

/** program.ts as one file of JavaScript: it starts many times, and must not be compiled each time. */
export async function buildProgram(): Promise<BuiltProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-redis-program-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, resolve: { conditions: ['@cliqkit/source', 'module', 'node'] } },
    build: {
      ssr: fileURLToPath(new URL('./program.ts', import.meta.url)),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return { path: join(folder, 'program.mjs'), remove: () => rm(folder, { recursive: true, force: true }) };
}
