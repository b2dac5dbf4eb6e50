import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { apiEntries } from '../../src/bump/api-entries.ts';
import { apiReports } from '../../src/bump/api-reports.ts';
import { repository } from '../repo-copy.ts';

/** A repository with one built package that has two entries, and a private one. */
async function builtPackage(files: { [path: string]: string } = {}): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-api-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  const manifest = {
    name: '@cliqkit/types',
    version: '1.0.0',
    type: 'module',
    exports: { '.': entry('index'), './pins': entry('pins'), './openapi/*.json': './openapi/*.json' },
  };
  const tree = {
    'packages/types/package.json': JSON.stringify(manifest),
    'packages/types/dist/index.d.ts':
      "export { operations } from './pins.ts';\n/** Ends it. */\nexport declare function end(pin: Pin): void;\nimport type { Pin } from './pins.ts';\n",
    'packages/types/dist/pins.d.ts':
      "/** A pin. */\nexport type Pin = components['schemas']['Pin'];\n/** All schemas. */\nexport interface components {\n  schemas: {\n    /** A pin. */\n    Pin: { id: string; note?: string };\n  };\n}\n/** Descriptors. */\nexport declare const operations: {\n  readonly pinChat: { readonly limit: 20; readonly path: '/pins' };\n};\n",
    'packages/bench/package.json':
      '{ "name": "@cliqkit/bench", "version": "0.0.0", "private": true, "exports": { ".": { "types": "./x.d.ts" } } }',
    ...files,
  };
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

test('every entry with types has a report, without limits and without the contents of schemas', async () => {
  const root = await builtPackage();
  const { files, ownedFolders } = await apiReports(root);
  expect([...files.keys()]).toEqual(['packages/types/api/index.api.md', 'packages/types/api/pins.api.md']);
  expect(ownedFolders).toEqual(['packages/types/api']);
  const pins = files.get('packages/types/api/pins.api.md');
  expect(pins).toContain("export type Pin = components['schemas']['Pin'];");
  expect(pins).toContain('export interface components {\n    schemas: {\n        Pin;\n    };\n}');
  expect(pins).toContain('export const operations: {\n    readonly pinChat;\n};');
  expect(files.get('packages/types/api/index.api.md')).toContain('export function end(pin: Pin): void;');
  for (const text of files.values()) expect(text).not.toMatch(new RegExp(`\r|${root}|\\d{4}-\\d\\d-\\d\\d`));
});

test('declarations that do not compile, or are not there, are named', async () => {
  const broken = await builtPackage({ 'packages/types/dist/pins.d.ts': 'export type Pin = Nothing;\n' });
  await expect(apiReports(broken)).rejects.toThrow(
    /^packages\/types\/api\/index.api.md cannot be made from .*index\.d\.ts\. Run `pnpm build`.*"Nothing"/s,
  );
  const unbuilt = await builtPackage({
    'packages/pins/package.json':
      '{ "name": "@cliqkit/pins", "version": "0.0.0", "exports": { ".": { "types": "./dist/index.d.ts" } } }',
  });
  await expect(apiReports(unbuilt)).rejects.toThrow(
    'packages/pins/dist/index.d.ts is not there: @cliqkit/pins is not built. Run `pnpm build`.',
  );
});

test('no report is published', async () => {
  const entries = apiEntries(repository);
  expect(entries.map(({ report }) => report)).toContain('packages/emulator/api/node-test.api.md');
  expect(entries.every(({ report }) => /^packages\/\w+\/api\/[\w-]+\.api\.md$/.test(report))).toBe(true);
});
