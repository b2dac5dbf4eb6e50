import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { build } from 'esbuild';

const inRepo = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** Within this package, so that the libraries are found from there. */
const folder = inRepo('packages/bench/node_modules/.cache/overhead');

/**
 * Makes JavaScript of what is measured, for a plain Node without conditions or loaders: every library, ours too, is
 * what its users get. Generates the SDK of hey-api from the specs on the way.
 *
 * Gives the path of the file. Throws Error if our packages have not been built.
 */
export async function buildProcess(): Promise<string> {
  if (!existsSync(inRepo('packages/cliqkit/dist/index.js'))) {
    throw new Error('packages/cliqkit/dist is missing; `pnpm build` makes it');
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const generated = `${folder}/generated`;
  await createClient({
    input: inRepo('specs/pins.yaml'),
    output: generated,
    logs: { level: 'silent' },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
  });
  const outfile = `${folder}/process.mjs`;
  const shared = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  } as const;
  await build({
    ...shared,
    entryPoints: [fileURLToPath(new URL('process.ts', import.meta.url))],
    outfile,
    external: ['./hey-api/*'],
  });
  await build({
    ...shared,
    entryPoints: [`${generated}/sdk.gen.ts`, `${generated}/client.gen.ts`],
    outdir: `${folder}/hey-api`,
    splitting: true,
    outExtension: { '.js': '.mjs' },
  });
  return outfile;
}
