/** Measures all items in each round, each round beginning with another one. Gives the values of each item, round by round. */
export async function interleave<Item, Value>(
  items: readonly Item[],
  rounds: number,
  measure: (item: Item) => Promise<Value>,
): Promise<ReadonlyMap<Item, readonly Value[]>> {
  const values = new Map<Item, Value[]>(items.map((item) => [item, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % items.length;
    for (const item of [...items.slice(first), ...items.slice(0, first)]) {
      values.get(item)?.push(await measure(item));
    }
  }
  return values;
}
