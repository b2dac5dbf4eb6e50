import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/generate.ts';
import { staleFiles, writeOutputs } from '../../../src/outputs.ts';
import { copyForImport, fixture, runImport, textOf } from './import-copy.ts';

/** Known documents under other names, beside the modules that have their ids already; and two that nobody has seen. */
const modules = {
  pinned: 'pins',
  shelves: 'folders',
  talks: 'threads',
  stars: 'stars',
  reminders: 'reminders',
};

const documents = './openapi/*.json';

describe('imported documents', { timeout: 120_000 }, () => {
  it('pass the linter, and what is generated from them compiles', async () => {
    const root = await copyForImport();
    const exportsOf = async () => JSON.parse(await textOf(root, 'packages/types/package.json')).exports;
    const before = Object.keys(await exportsOf()).filter((path) => path !== documents);
    for (const [module, name] of Object.entries(modules)) {
      const { code, output } = await runImport({ file: fixture(name), as: module, root });
      expect([code, module, output.match(/The (draft passes the linter|linter has .*)/)?.[0]]).toEqual([
        0,
        module,
        'The draft passes the linter',
      ]);
    }
    const { outputs, descriptors } = await generate(root);
    await writeOutputs(root, outputs);
    expect(await staleFiles(root, outputs)).toEqual([]);

    const count = (module: string) => descriptors.filter((one) => one.module === module).length;
    expect(Object.keys(modules).map((module) => [module, count(module)])).toEqual([
      ['pinned', 5],
      ['shelves', 10],
      ['talks', 17],
      ['stars', 3],
      ['reminders', 14], // Two of the fifteen cannot be told apart and are one.
    ]);
    const manifest = JSON.parse(await textOf(root, 'packages/types/package.json'));
    expect(Object.keys(manifest.exports)).toEqual([
      ...before,
      ...Object.keys(modules).map((module) => `./${module}`),
      documents,
    ]);
    expect(Object.keys(manifest.publishConfig.exports)).toEqual(Object.keys(manifest.exports));
    expect(compile(join(root, 'packages/types/src/index.ts'))).toEqual([]);
  });
});

/** What TypeScript says about a file and all that it imports. */
function compile(file: string): string[] {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
