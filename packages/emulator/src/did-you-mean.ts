/** A name further off than this was not meant. */
const farthest = 3;

/** How many letters have to be added, left out or replaced to make one word of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The names that a mistyped one may stand for, the nearest first. */
function nearest(typed: string, names: readonly string[]): string[] {
  const lower = typed.toLowerCase();
  const most = Math.min(farthest, Math.floor(typed.length * 0.4));
  return names
    .map((name) => ({ name, away: distance(lower, name.toLowerCase()) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .map(({ name }) => name);
}

/** The end of a message about an unknown name: what may have been meant, or what there is. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const [meant] = nearest(typed, names);
  if (meant !== undefined) return `did you mean ${meant}?`;
  return `there is ${names.join(', ')}`;
}
