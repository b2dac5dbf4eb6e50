/*
 * How the dice fall. `FUZZ_SEED` lets them fall otherwise, and `FUZZ_RUNS` makes the long test longer or shorter.
 *
 * A failure prints the seed, the path to its smallest case, and that case. With both in the environment the test plays
 * that one again:
 *
 *     FUZZ_SEED=20261122 FUZZ_PATH=17:4:0 npx vitest run --project emulator test/fuzz
 */

const path = process.env['FUZZ_PATH'];

/** The seed of all generated requests. */
export const seed: number = Number(process.env['FUZZ_SEED'] ?? 20_261_122);

/** Whether one case is played again, so that there is nothing to count. */
export const isReplay: boolean = path !== undefined;

/** Options of a property: how the dice fall, and how often they are thrown. */
export function thrown(numRuns: number): { seed: number; numRuns: number; path?: string } {
  return { seed, numRuns, ...(path === undefined ? {} : { path }) };
}
