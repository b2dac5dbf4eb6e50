import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** What a bundler makes of a consumer outside this repository. */
async function bundleOf(source: string): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-consumer-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'node_modules/@cliqkit'), { recursive: true });
  await symlink(packageFolder, join(root, 'node_modules/@cliqkit/types'), 'junction');
  await writeFile(join(root, 'main.ts'), source);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@cliqkit/source'] },
    build: { write: false, lib: { entry: 'main.ts', formats: ['es'] } },
  });
  const outputs = [result].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []));
  return outputs.map((output) => ('code' in output ? output.code : `${output.fileName}\n`)).join('');
}

describe('the weight of @cliqkit/types in a bundle', () => {
  it('is nothing for a consumer of types', async () => {
    const bundle = await bundleOf(`
      import type { Folder, OperationId } from '@cliqkit/types';
      import type { paths } from '@cliqkit/types/threads';
      export type Mine = [Folder, OperationId, keyof paths];
    `);
    expect(bundle.trim()).toBe('');
  });

  it('is nothing for a consumer that imports values and uses none', async () => {
    const bundle = await bundleOf(`
      import { dataCenters, operations } from '@cliqkit/types';
      import { operations as pins } from '@cliqkit/types/pins';
    `);
    expect(bundle.trim()).toBe('');
  });

  it('is one module for a consumer of one module', async () => {
    const bundle = await bundleOf(`
      import { operations } from '@cliqkit/types/pins';
      console.log(operations.addPinnedMessage.limit);
    `);
    expect(bundle).toContain('addPinnedMessage');
    expect(bundle).not.toContain('createPinCategory');
    expect(bundle).not.toContain('followThread');
  });

  it('is a few hosts for a consumer of the hosts', async () => {
    const bundle = await bundleOf(`
      import { dataCenters } from '@cliqkit/types';
      console.log(dataCenters.eu.api);
    `);
    expect(bundle).toContain('https://cliq.zoho.eu/api/v3');
    expect(bundle).not.toContain('addPinnedMessage');
  });
});
