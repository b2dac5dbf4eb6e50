import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../size-budget.json', import.meta.url);

/** Bytes after brotli that each consumer may have at most. */
export type Budget = Readonly<Record<string, number>>;

/** How far below its budget a consumer may lie: less is written down, so that it cannot grow back unnoticed. */
const slack = 0.015;

export function readBudget(): Budget {
  // Shape: written by `writeBudget` alone.
  return JSON.parse(readFileSync(file, 'utf8')) as Budget;
}

/** Writes budgets that lie a little above what is measured. */
export function writeBudget(measured: Budget): void {
  const budget = Object.fromEntries(
    Object.entries(measured).map(([name, bytes]) => [name, Math.ceil(bytes * (1 + slack / 2))]),
  );
  writeFileSync(file, `${JSON.stringify(budget, null, 2)}\n`);
}

/** What is wrong, one line for each consumer. */
export function problemsOf(measured: Budget, budget: Budget): readonly string[] {
  const gone = Object.keys(budget).filter((name) => !(name in measured));
  return [
    ...Object.entries(measured).flatMap(([name, bytes]) => {
      const most = budget[name];
      if (most === undefined) return [`${name}: has no budget`];
      if (bytes > most) return [`${name}: ${bytes} B, ${bytes - most} more than its budget of ${most}`];
      const unused = most - bytes;
      return unused > most * slack
        ? [`${name}: ${bytes} B, ${unused} less than its budget of ${most}: lower the budget`]
        : [];
    }),
    ...gone.map((name) => `${name}: has a budget, and is no longer measured`),
  ];
}
