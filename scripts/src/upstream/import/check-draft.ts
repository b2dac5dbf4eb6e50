import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle, lint, loadConfig } from '@redocly/openapi-core';
import { describeOperations } from '../../describe-operations.ts';
import { emitSchema } from '../../emit-schema.ts';
import type { Document } from '../../openapi.ts';

/** What is wrong with a draft, and where in it (a JSON pointer). */
export interface Finding {
  rule: string;
  message: string;
  pointer: string;
}

/**
 * Lints a draft with the rules of the repository, and generates from it, in a folder of its own that is gone afterwards.
 * `files` are those that the import would write, by path.
 */
export async function checkDraft(
  root: string,
  module: string,
  files: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-import-'));
  try {
    await mkdir(join(folder, 'scripts'), { recursive: true });
    for (const path of ['redocly.yaml', 'specs/common.yaml', 'scripts/redocly']) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await cp(join(root, path), join(folder, path), { recursive: true });
    }
    for (const path of ['redocly.yaml', 'specs/common.yaml', `specs/${module}.yaml`]) {
      const text = files.get(path);
      if (text !== undefined) await writeFile(join(folder, path), text);
    }
    return await findings(folder, module).catch((error: unknown) => {
      if (!(error instanceof RangeError)) throw error;
      const message = 'Its schemas refer to one another in a chain that is too long for the linter.';
      return [{ rule: 'lint', message, pointer: '#/components/schemas' }];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findings(folder: string, module: string): Promise<Finding[]> {
  const config = await loadConfig({ configPath: join(folder, 'redocly.yaml') });
  const ref = join(folder, 'specs', `${module}.yaml`);
  const problems = await lint({ ref, config });
  if (problems.length > 0) {
    return problems.map(({ ruleId, message, location: [first] }) => ({
      rule: ruleId,
      message: message.replace(/\s+/g, ' ').trim(),
      pointer: first?.pointer ?? '#/',
    }));
  }
  try {
    const { bundle: bundled } = await bundle({ ref, config });
    const document = structuredClone(bundled.parsed) as Document; // It has passed the linter.
    describeOperations(module, document);
    await emitSchema(module, document);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      { rule: 'generate', message: `Nothing can be generated from the draft: ${message}`, pointer: '#/' },
    ];
  }
}
