import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './commands.ts';

/** Makes an empty project with these files, as somebody would who begins one. */
export async function emptyProject(
  folder: string,
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'consumer', version: '1.0.0', private: true, type: 'module' };
  const all = { 'package.json': JSON.stringify(manifest, undefined, 2), ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
}

/** `npm install`, as the README says it. No script of a package is run: none of ours has one, or needs one. */
export async function npmInstall(
  run: Run,
  folder: string,
  env: NodeJS.ProcessEnv,
  packages: readonly string[],
  ...options: string[]
): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...options, ...quiet, ...packages], { cwd: folder, env });
}

/** `pnpm add`: nothing that a package does not name among its dependencies can be imported. */
export async function pnpmAdd(
  run: Run,
  folder: string,
  env: NodeJS.ProcessEnv,
  packages: readonly string[],
): Promise<void> {
  // pnpm leaves out what is younger than a day, as our packages are here.
  await writeFile(join(folder, 'pnpm-workspace.yaml'), 'packages: []\nminimumReleaseAge: 0\n');
  await run('pnpm', ['add', '--ignore-scripts', '--reporter=append-only', ...packages], { cwd: folder, env });
}

/** Copies the programs of the consumer to a project. */
export async function copyPrograms(from: string, project: string): Promise<void> {
  await cp(from, join(project, 'src'), { recursive: true });
}
