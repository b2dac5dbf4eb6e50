// node scripts/src/upstream-watch/main.ts <folder>, from a shell where pnpm is (`pnpm exec`).
// What upstream.yml does each week. Addresses are in UPSTREAM_<MODULE>_URL; what follows from it is in GITHUB_OUTPUT.
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addSummary, setOutputs } from '../release/github-files.ts';
import { run } from '../release/run.ts';
import { watch } from './watch.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [folder] = process.argv.slice(2);

if (folder === undefined) {
  console.error('Name a folder for the documents and the report.');
  process.exitCode = 1;
} else {
  const modules = readdirSync(resolve(root, 'packages/types/openapi')).map((file) => {
    const module = basename(file, '.json');
    return { module, address: process.env[`UPSTREAM_${module.toUpperCase()}_URL`] };
  });
  const { drift, problems } = await watch(modules, { root, folder: resolve(folder), run });
  setOutputs(process.env, { drift: String(drift), failed: String(problems.length > 0) });
  const lines = problems.map((problem) => `- ${problem.replaceAll('\n', '\n  ')}`);
  addSummary(
    process.env,
    [`Upstream ${drift ? 'differs: see the pull request' : 'shows no drift'}.`, ...lines].join('\n'),
  );
  for (const problem of problems) console.error(problem);
}
