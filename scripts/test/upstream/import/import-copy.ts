import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportOptions } from '../../../src/upstream/import/import-command.ts';
import { importCommand } from '../../../src/upstream/import/import-command.ts';
import { copyRepository, repository } from '../../repo-copy.ts';

/** A document of the fixtures. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}.yaml`, import.meta.url));
}

/** A copy of all that an import reads and writes, gone when the test ends. */
export async function copyForImport(): Promise<string> {
  const root = await copyRepository();
  for (const path of ['biome.json', 'packages/types/package.json'])
    await cp(join(repository, path), join(root, path));
  return root;
}

/** Runs the command; what it printed comes with its exit code. */
export async function runImport(
  options: Omit<ImportOptions, 'print'>,
): Promise<{ code: number; output: string; lines: string[] }> {
  const lines: string[] = [];
  const code = await importCommand({ ...options, print: (line) => lines.push(line) });
  return { code, output: lines.join('\n'), lines };
}

/** The text of a file of a copy. */
export function textOf(root: string, path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}
