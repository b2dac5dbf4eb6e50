import type { Problems } from './problems.ts';
import { below } from './problems.ts';

/** What can stand in a URL as it is. The schema asks for more: the shapes of the service. */
const plainId = /^[\w-]{1,200}$/u;

export function checkId(id: string, at: string, problems: Problems): void {
  if (!plainId.test(id)) problems.add(at, 'an id is letters, digits, _ and -, at most 200 of them');
}

/** Finds what comes twice in a list. What is left out may be left out as often as it likes. */
export function checkAllUnique(
  values: readonly (string | undefined)[],
  at: string,
  what: string,
  problems: Problems,
): void {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (seen.has(value)) problems.add(below(at, index), `${what} ${value} is there already`);
    seen.add(value);
  }
}
