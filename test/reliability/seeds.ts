import type { Scale } from './figure.ts';

/** The seeds to measure with: one that was asked for, as many as were asked for, or as many as the figure needs. */
export function seedsOf({ seed, seeds, quick }: Scale, full: number, few: number): number[] {
  if (seed !== undefined) return [seed];
  return Array.from({ length: seeds ?? (quick ? few : full) }, (_none, index) => index + 1);
}
