import { expect } from 'vitest';
import type { Figure } from '../../reliability/figure.ts';

/** A taste of a figure of `pnpm reliability:redis`, facts alone: what the machine is too slow or too busy for is left to that. */
export async function holds({ measure }: Figure): Promise<void> {
  const complaints: string[] = [];
  const rows = await measure({
    seeds: undefined,
    seed: undefined,
    quick: true,
    progress: () => undefined,
    complain: (problem) => complaints.push(problem),
  });
  const facts = rows.filter(({ machine }) => !machine);
  expect(facts.length).toBeGreaterThan(0);
  expect(
    facts.filter((row) => !row.holds),
    complaints.join('\n'),
  ).toEqual([]);
}
