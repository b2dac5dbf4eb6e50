// Fails when what users bundle outgrows its budget. With --write, makes what is measured the budget.

import { problemsOf, readBudget, writeBudget } from './budget.ts';
import { brotliBytes, bundle } from './bundle.ts';
import { ours } from './consumers.ts';

const help = `
To see where the bytes are: pnpm bench size
To let it be so, and show the change in review: pnpm -C packages/bench run check:size --write, and commit size-budget.json`;

const measured = Object.fromEntries(
  await Promise.all(
    ours.map(async (consumer) => [consumer.name, brotliBytes((await bundle(consumer)).code)] as const),
  ),
);
if (process.argv.includes('--write')) writeBudget(measured);
const problems = problemsOf(measured, readBudget());
if (problems.length > 0) {
  console.error('What users bundle does not fit its budget (bytes, minified and after brotli):');
  for (const problem of problems) console.error(`  ${problem}`);
  console.error(help);
  process.exitCode = 1;
} else {
  for (const [name, bytes] of Object.entries(measured)) console.log(`${name}: ${bytes} B`);
}
