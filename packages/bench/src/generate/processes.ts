import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { operations } from '@cliqkit/types';
import { plainEnvironment } from '../frame/plain-environment.ts';
import { repository } from './spec-tree.ts';

const run = promisify(execFile);

/** Runs a TypeScript file of this folder in a process of its own, and gives what it prints. */
export async function runFile(name: string, args: readonly string[]): Promise<string> {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const all = ['--import', 'tsx', file, ...args];
  return (
    await run(process.execPath, all, { env: plainEnvironment(), cwd: join(repository, 'packages/bench') })
  ).stdout;
}

/** Milliseconds from the start of a process until it has ended. */
export async function timed(start: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await start();
  return performance.now() - before;
}

/** The command line of openapi-typescript, set to make the types of all modules in one run. */
export interface TypesCommand {
  run(): Promise<void>;
  remove(): Promise<void>;
}

export async function prepareTypesCommand(): Promise<TypesCommand> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-openapi-typescript-'));
  const cli = fileURLToPath(new URL('../../node_modules/openapi-typescript/bin/cli.js', import.meta.url));
  const modules = new Set(Object.values(operations).map(({ module }) => module));
  const apis = [...modules].map((name) => [
    name,
    {
      root: join(repository, 'specs', `${name}.yaml`),
      'x-openapi-ts': { output: join(folder, `${name}.ts`) },
    },
  ]);
  const config = join(folder, 'redocly.yaml');
  await writeFile(config, JSON.stringify({ telemetry: 'off', apis: Object.fromEntries(apis) }));
  return {
    async run() {
      await run(process.execPath, [cli, '--redocly', config], { env: plainEnvironment(), cwd: folder });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
