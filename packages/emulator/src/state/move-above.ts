/** A list in which one item stands directly above another one, or last when that is left out. */
export function moveAbove<Item>(items: readonly Item[], moved: Item, above: Item | undefined): Item[] {
  const others = items.filter((item) => item !== moved);
  return above === undefined
    ? [...others, moved]
    : others.flatMap((item) => (item === above ? [moved, item] : [item]));
}
