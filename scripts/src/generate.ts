// pnpm generate [--check]: specs/ -> packages/types, the hover text of the wrappers, and the tables of specs/README.md;
// the contract of the emulator's admin API -> its types.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { adminApi, adminTypesFolder } from './admin-api.ts';
import { describeOperations } from './describe-operations.ts';
import type { Described } from './descriptor.ts';
import {
  emitAllOperations,
  emitDataCenters,
  emitErrorMeanings,
  emitIndex,
  emitModuleEntry,
} from './emit-entries.ts';
import { emitModels } from './emit-models.ts';
import { emitOperations } from './emit-operations.ts';
import { emitSchema } from './emit-schema.ts';
import { hoverFacts } from './hover-facts.ts';
import { levelsTable } from './levels-table.ts';
import { LintError, loadSpecs } from './load-modules.ts';
import type { Document } from './openapi.ts';
import type { Outputs } from './outputs.ts';
import { staleFiles, writeOutputs } from './outputs.ts';
import { publishDocument } from './publish-document.ts';
import type { Deviation } from './spec-readme.ts';
import { replaceSection, specReadme } from './spec-readme.ts';
import { levelRules } from './upstream/diff/level-rules.ts';

/** Everything that follows from `specs/`, not yet written. */
export async function generate(root: string): Promise<{ outputs: Outputs; descriptors: Described[] }> {
  const specs = await loadSpecs(root);
  const files = new Map<string, string>();
  const documents = new Map<string, Document>();
  const descriptors: Described[] = [];
  for (const { name, document } of specs.modules) {
    const published = publishDocument(document, specs);
    const described = describeOperations(name, published);
    const generated = `packages/types/src/generated/${name}`;
    documents.set(name, published);
    descriptors.push(...described);
    files.set(`packages/types/openapi/${name}.json`, `${JSON.stringify(published, null, 2)}\n`);
    files.set(`${generated}/schema.ts`, await emitSchema(name, published));
    files.set(`${generated}/models.ts`, emitModels(name, published));
    files.set(`${generated}/operations.ts`, emitOperations(name, described));
    files.set(`packages/types/src/${name}.ts`, emitModuleEntry(name, published));
  }
  files.set('packages/types/src/generated/operations.ts', emitAllOperations(specs.modules));
  files.set('packages/types/src/generated/data-centers.ts', emitDataCenters(specs));
  files.set('packages/types/src/generated/error-meanings.ts', emitErrorMeanings(specs, descriptors));
  files.set('packages/types/src/index.ts', emitIndex(specs.modules));
  const deviations = parse(await readFile(resolve(root, 'specs/deviations.yaml'), 'utf8')) as Deviation[];
  const readme = await readFile(resolve(root, 'specs/README.md'), 'utf8');
  files.set(
    'specs/README.md',
    replaceSection(specReadme(readme, documents, descriptors, deviations), 'levels', levelsTable(levelRules)),
  );
  for (const [path, text] of await hoverFacts(root, [...documents.keys()], descriptors))
    files.set(path, text);
  for (const [path, text] of await adminApi(root)) files.set(path, text);
  return {
    outputs: {
      files,
      ownedFolders: ['packages/types/src/generated', 'packages/types/openapi', adminTypesFolder],
    },
    descriptors,
  };
}

async function main(check: boolean): Promise<number> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const start = performance.now();
  const { outputs, descriptors } = await generate(root);
  const touched = check ? await staleFiles(root, outputs) : await writeOutputs(root, outputs);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const total = `${descriptors.length} operations, ${outputs.files.size} files, ${seconds} s`;
  if (check && touched.length > 0) {
    console.error(
      `Stale (run \`pnpm generate\` and commit):\n${touched.map((path) => `  ${path}`).join('\n')}`,
    );
    return 1;
  }
  for (const path of touched) console.log(`  wrote ${path}`);
  console.log(
    check ? `generated files are fresh: ${total}` : `generated: ${total}, ${touched.length} changed`,
  );
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.includes('--check')).catch((error: unknown) => {
    if (!(error instanceof LintError)) throw error;
    console.error(error.message);
    return 1;
  });
}
