import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Specs } from '../../../../scripts/src/load-modules.ts';
import { loadSpecs } from '../../../../scripts/src/load-modules.ts';
import { blockYaml } from './block-yaml.ts';
import { componentsOf, multiply } from './multiply.ts';

/** The repository. It is read, never written to. */
export const repository: string = fileURLToPath(new URL('../../../..', import.meta.url));

/** A folder laid out like the repository, with what generation reads. */
export interface SpecTree {
  readonly root: string;
  remove(): Promise<void>;
}

const files = [
  'redocly.yaml',
  'specs',
  'scripts/redocly',
  'packages/pins/src',
  'packages/folders/src',
  'packages/threads/src',
  'packages/emulator/openapi',
];

/** Makes a folder for each size, whose specs have the operations of the repository's so many times. */
export async function createSpecTrees(sizes: readonly number[]): Promise<readonly SpecTree[]> {
  const { modules } = await loadSpecs(repository);
  const trees: SpecTree[] = [];
  try {
    for (const size of sizes) trees.push(await createSpecTree(modules, size));
    return trees;
  } catch (error) {
    for (const tree of trees) await tree.remove();
    throw error;
  }
}

async function createSpecTree(modules: Specs['modules'], times: number): Promise<SpecTree> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-generate-')));
  for (const file of files) await cp(join(repository, file), join(root, file), { recursive: true });
  const names = modules.flatMap(({ document }) => componentsOf(document));
  const shared = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const { name, document } of modules) {
    const text = blockYaml(multiply(document, times, shared)).trimStart();
    await writeFile(join(root, `specs/${name}.yaml`), text);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
