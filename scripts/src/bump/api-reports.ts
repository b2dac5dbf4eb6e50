// pnpm api [--check]: the declarations in packages/*/dist -> packages/*/api/*.api.md, which say what each package exports.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outputs } from '../outputs.ts';
import { staleFiles, writeOutputs } from '../outputs.ts';
import type { ApiEntry } from './api-entries.ts';
import { apiEntries } from './api-entries.ts';
import { ExtractError, extractReports } from './extract-report.ts';
import { namesOnly } from './names-only.ts';

/** The reports of all packages, not yet written. Needs a build. */
export async function apiReports(root: string): Promise<Outputs> {
  const entries = apiEntries(root);
  await needBuild(root, entries);
  const extracted = await extractReports(root, entries);
  const files = new Map([...extracted].map(([path, text]) => [path, namesOnly(text)]));
  return { files, ownedFolders: [...new Set(entries.map(({ folder }) => `${folder}/api`))] };
}

async function needBuild(root: string, entries: ApiEntry[]): Promise<void> {
  for (const { name, folder, types } of entries) {
    await access(join(root, folder, types)).catch(() => {
      throw new ExtractError(`${folder}/${types} is not there: ${name} is not built. Run \`pnpm build\`.`);
    });
  }
}

async function main(check: boolean): Promise<number> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const reports = await apiReports(root);
  if (!check) {
    for (const path of await writeOutputs(root, reports)) console.log(`  wrote ${path}`);
    console.log(`API reports: ${reports.files.size}`);
    return 0;
  }
  const stale = await staleFiles(root, reports);
  if (stale.length === 0) {
    console.log(`API reports are fresh: ${reports.files.size}`);
    return 0;
  }
  console.error(
    `What these packages export has changed, and their API reports have not (run \`pnpm api\`, look at the difference, and commit):\n${stale.map((path) => `  ${path}`).join('\n')}`,
  );
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.includes('--check')).catch((error: unknown) => {
    if (!(error instanceof ExtractError)) throw error;
    console.error(error.message);
    return 1;
  });
}
