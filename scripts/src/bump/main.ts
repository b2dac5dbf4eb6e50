// pnpm bump [--since <commit>] [--dry-run] [--check]: what changed in specs and API since the release -> .changeset/*.md.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { staleFiles, writeOutputs } from '../outputs.ts';
import { apiReports } from './api-reports.ts';
import { bump } from './bump.ts';
import { ChangesetError } from './changeset-file.ts';
import { ExtractError } from './extract-report.ts';
import { GitError } from './git.ts';
import { SpecError } from './spec-changes.ts';

/** What a person can mend; anything else is a defect, and shows its stack. */
const expected = [GitError, ExtractError, ChangesetError, SpecError];
const usage = 'pnpm bump [--since <commit>] [--dry-run | --check]';

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { since: { type: 'string' }, 'dry-run': { type: 'boolean' }, check: { type: 'boolean' } },
  });
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const mode = values.check ? 'check' : values['dry-run'] ? 'dry-run' : 'write';
  const reports = await apiReports(root);
  const result = await bump({ root, since: values.since, mode, reports: reports.files });
  console.log(result.lines.join('\n'));
  if (mode === 'dry-run') return result.exitCode;
  if (mode === 'write') {
    for (const path of await writeOutputs(root, reports)) console.log(`Wrote ${path}`);
    return result.exitCode;
  }
  const stale = await staleFiles(root, reports);
  if (stale.length > 0)
    console.error(`Stale API reports (run \`pnpm api\`, and commit):\n  ${stale.join('\n  ')}`);
  return stale.length > 0 ? 1 : result.exitCode;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isUsage) console.error(`${error.message}\n${usage}`);
  else if (expected.some((kind) => error instanceof kind))
    console.error(String(error).replace(/^Error: /, ''));
  else throw error;
  return 2;
});
