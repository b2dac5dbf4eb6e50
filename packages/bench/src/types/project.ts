import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compiler.ts';
import { consumerOf, libraries } from './consumers.ts';
import { generateSdk } from './hey-api.ts';

/** A project of a user, with the packages as they are published, in a folder of its own. */
export interface Project {
  readonly folder: string;
  remove(): Promise<void>;
}

/** What is compiled: a module that calls one library, or one with nothing in it. */
export const consumers = ['empty', ...libraries] as const;
export type Consumer = (typeof consumers)[number];

const options = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  types: [],
  strict: true,
  noEmit: true,
} as const;

/** Folder of a consumer in a project. */
export function folderOf({ folder }: Project, consumer: Consumer): string {
  return join(folder, consumer.replaceAll(/\W+/g, '-'));
}

/** Its tsconfig.json, with `skipLibCheck`, or the one that checks declarations as well. */
export function configOf(project: Project, consumer: Consumer, declarations: boolean): string {
  return join(folderOf(project, consumer), declarations ? 'tsconfig.declarations.json' : 'tsconfig.json');
}

/**
 * Makes a folder for each consumer.
 *
 * @throws Error if what cliqkit publishes is not built, or a consumer does not compile.
 */
export async function createProject(): Promise<Project> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-types-')));
  const project = { folder, remove: () => rm(folder, { recursive: true, force: true }) };
  try {
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
    await symlink(modules, join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    for (const consumer of consumers) await writeConsumer(project, consumer);
    const handWritten = fileURLToPath(new URL('hand-written', import.meta.url));
    await cp(handWritten, join(folderOf(project, 'hand-written'), 'hand-written'), { recursive: true });
    await addSdks(project);
    return project;
  } catch (error) {
    await project.remove();
    throw error;
  }
}

async function writeConsumer(project: Project, consumer: Consumer): Promise<void> {
  const folder = folderOf(project, consumer);
  await mkdir(folder);
  const text = consumer === 'empty' ? 'export {};\n' : consumerOf(consumer);
  await writeFile(join(folder, 'consumer.ts'), text);
  for (const declarations of [true, false]) {
    const compilerOptions = { ...options, skipLibCheck: !declarations };
    const config = JSON.stringify({ compilerOptions, files: ['consumer.ts'] });
    await writeFile(configOf(project, consumer, declarations), config);
  }
}

/** The SDK of hey-api as it comes, and as declarations of it. */
async function addSdks(project: Project): Promise<void> {
  const sdk = join(folderOf(project, 'hey-api SDK'), 'sdk');
  await generateSdk(sdk);
  const emit = {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    skipLibCheck: true,
  };
  const outDir = join(folderOf(project, 'hey-api SDK, compiled'), 'sdk');
  const config = join(folderOf(project, 'hey-api SDK'), 'tsconfig.emit.json');
  await writeFile(
    config,
    JSON.stringify({ compilerOptions: { ...emit, outDir, rootDir: 'sdk' }, include: ['sdk'] }),
  );
  await compile('5.9', config);
}
