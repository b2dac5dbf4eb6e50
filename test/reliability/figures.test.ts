import { describe, expect, test } from 'vitest';
import type { Scale } from './figure.ts';
import { figures } from './figures.ts';

const slowMs = 60_000;

/** A taste of each figure: what takes minutes, and what a machine is too slow or too busy for, is left to `pnpm reliability`. */
describe('what must hold', () => {
  test.each(figures)('$name', { timeout: slowMs }, async ({ measure }) => {
    const complaints: string[] = [];
    const scale: Scale = {
      seeds: undefined,
      seed: undefined,
      quick: true,
      progress: () => undefined,
      complain: (problem) => complaints.push(problem),
    };
    const facts = (await measure(scale)).filter(({ machine }) => !machine);
    expect(facts.length).toBeGreaterThan(0);
    expect(
      facts.filter(({ holds }) => !holds),
      complaints.join('\n'),
    ).toEqual([]);
  });
});
