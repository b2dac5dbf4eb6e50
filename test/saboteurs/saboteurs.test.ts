import { describe, expect, it } from 'vitest';
import { invariants } from './invariants.ts';
import { saboteurs } from './saboteurs.ts';

const slowMs = 60_000;
const least = 14;

describe('a client that', () => {
  for (const [index, { does, make, breaks }] of saboteurs.entries()) {
    it(
      `${does}, is caught by ${breaks.join(' and ')} (${index + 1} of ${saboteurs.length})`,
      async () => {
        expect(breaks.length).toBeGreaterThan(0);
        for (const id of breaks) {
          const invariant = invariants.find((one) => one.id === id);
          await expect(invariant?.check(make), `${id} lets it pass`).rejects.toThrow();
        }
      },
      slowMs,
    );
  }
});

describe('the saboteurs', () => {
  it(`are ${saboteurs.length}, at least ${least}, and each of the ${invariants.length} invariants catches one`, () => {
    expect(saboteurs.length).toBeGreaterThanOrEqual(least);
    const caught = new Set(saboteurs.flatMap(({ breaks }) => breaks));
    expect(invariants.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });
});
