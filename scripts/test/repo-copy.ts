import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Document } from 'yaml';
import { parse, parseDocument } from 'yaml';

/** The repository. Tests read it and never write to it. */
export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

const { apis }: { apis: Record<string, unknown> } = parse(
  readFileSync(join(repository, 'redocly.yaml'), 'utf8'),
);
/** Those that have a package: a draft has none yet. */
const modules = Object.keys(apis).filter((module) => existsSync(join(repository, 'packages', module)));

/** What generation reads and writes. */
const tree = [
  'redocly.yaml',
  'specs',
  'scripts/package.json',
  'scripts/redocly',
  'scripts/src',
  'packages/types/openapi',
  'packages/types/src',
  ...modules.map((module) => `packages/${module}/src`),
  'packages/emulator/openapi',
  'packages/emulator/src/admin/generated',
];

/** A copy of what generation needs, gone when the test ends. */
export async function copyRepository(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-specs-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const path of tree) await cp(join(repository, path), join(root, path), { recursive: true });
  await symlink(join(repository, 'scripts/node_modules'), join(root, 'scripts/node_modules'), 'junction');
  return root;
}

/** Makes one change to a YAML file of a copy. */
export async function editYaml(
  root: string,
  path: string,
  change: (document: Document) => unknown,
): Promise<void> {
  const file = join(root, path);
  const document = parseDocument(await readFile(file, 'utf8'));
  change(document);
  await writeFile(file, document.toString());
}

/** Makes one change to the text of a file of a copy; `from` has to be there. */
export async function editText(root: string, path: string, from: string, to: string): Promise<void> {
  const file = join(root, path);
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}.`);
  await writeFile(
    file,
    text.replace(from, () => to),
  );
}
