import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Bytes, BytesTask, Rate, RateTask, Waited, WaitingTask } from './task.ts';

const source = fileURLToPath(new URL('child.ts', import.meta.url));
const program = fileURLToPath(new URL('../../node_modules/.cache/scale/child.mjs', import.meta.url));
const run = promisify(execFile);
let built: Promise<unknown> | undefined;

/** Our own files as one; all packages are imported by it as they are installed, or built. */
const buildProgram = (): Promise<unknown> =>
  build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });

/**
 * Does one task in a new process, which takes the packages as they are built.
 *
 * @throws Error if it fails; `pnpm build` makes what it takes.
 */
export function runChild(task: RateTask): Promise<Rate>;
export function runChild(task: BytesTask): Promise<Bytes>;
export function runChild(task: WaitingTask): Promise<Waited>;
export async function runChild(task: object): Promise<object> {
  built ??= buildProgram();
  await built;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout } = await run(process.execPath, ['--expose-gc', program, JSON.stringify(task)], { env });
  return JSON.parse(stdout);
}
