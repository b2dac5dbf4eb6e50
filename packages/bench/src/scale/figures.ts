import type { Figure } from '../frame/benchmark.ts';
import { spreadOf } from '../frame/spread.ts';

type Target = NonNullable<Figure['target']>;

/** A cell of a table of figures side by side. */
export function cellOf(
  [table, row, name]: readonly [table: string, row: string, column: string],
  unit: string,
  values: readonly number[],
  target?: Target,
): Figure {
  return { name, unit, values, cell: { table, row }, ...(target === undefined ? {} : { target }) };
}

/** What twice as many cost at most, as a multiple: of the shortest times of the rounds. Nothing if there is one size. */
export function growthOf(
  name: string,
  sizes: readonly number[],
  timesOf: (size: number) => readonly number[],
): readonly Figure[] {
  const shortest = sizes.map((size) => spreadOf(timesOf(size)).min);
  const ratios = shortest.slice(1).map((time, index) => time / (shortest[index] ?? Number.NaN));
  if (ratios.length === 0) return [];
  return [{ name, unit: 'x', values: [Math.max(...ratios)], target: { atMost: 2.2 } }];
}

/** The largest, and what is left when it is halved so many times; smallest first. */
export function doublings(largest: number, times: number): readonly number[] {
  return Array.from({ length: times + 1 }, (_, index) => Math.round(largest / 2 ** (times - index)));
}

/** In an order that begins one further on in each round. */
export function rotated<Item>(items: readonly Item[], round: number): readonly Item[] {
  const first = round % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
