import type { Difference, PlaceFacts } from '../facts/facts.ts';
import { nameOfPlace, parentPlace, parsePlace } from '../facts/place.ts';
import { canonical, mappingOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';

/**
 * Where a key or parameter left and another of the same shape came beside it, that is one difference, `renamed`, with the old
 * name as `ours` and the new one as `upstream`. Only where there is one way to see it: with several of a shape, all stay
 * as they are.
 */
export function withRenames(differences: Difference[]): Difference[] {
  const present = differences.filter(({ fact }) => fact === 'present');
  const gone = new Set(present.filter(({ upstream }) => upstream === undefined));
  const came = new Set(present.filter(({ ours }) => ours === undefined));
  const renamed = new Map<Difference, Difference>();
  const dropped = new Set<Difference>();
  for (const shape of [canonical, roughShape]) {
    const arrivals = grouped(came, ({ upstream }) => shape(upstream));
    for (const [group, leavers] of grouped(gone, ({ ours }) => shape(ours))) {
      const [old, ...others] = leavers;
      const [next, ...more] = arrivals.get(group) ?? [];
      if (!old || !next || others.length + more.length > 0) continue;
      gone.delete(old);
      came.delete(next);
      dropped.add(next);
      renamed.set(old, {
        ...old,
        fact: 'renamed',
        ours: nameOfPlace(old.place) ?? old.place,
        upstream: nameOfPlace(next.place) ?? next.place,
      });
    }
  }
  return differences.flatMap((difference) =>
    dropped.has(difference) ? [] : [renamed.get(difference) ?? difference],
  );
}

/** Those that stand side by side, keys of one object or parameters of one kind, and have the same shape. */
function grouped(
  differences: Set<Difference>,
  shape: (difference: Difference) => string,
): Map<string, Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const side = besideWhat(difference);
    if (side === undefined) continue;
    const key = canonical([difference.operation ?? '', side, shape(difference)]);
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  return groups;
}

/** What a place shares with its neighbours; nothing for places that are never renamed. */
function besideWhat({ place }: Difference): string | undefined {
  const { head, steps, media } = parsePlace(place);
  const last = steps.at(-1);
  if (last) return typeof last === 'object' ? parentPlace(place) : undefined;
  return media === undefined && ['path', 'query', 'header', 'cookie', 'schema'].includes(head)
    ? head
    : undefined;
}

/** Type and contents, without what the two sides often say differently: bounds, formats, what must be there. */
function roughShape(value: Json | undefined): string {
  const facts = mappingOf(value) ?? {};
  const within: PlaceFacts = mappingOf(facts['within']) ?? {};
  const inner = Object.entries(within).map(([place, each]) => [place, mappingOf(each)?.['type'] ?? null]);
  return canonical([facts['type'] ?? null, facts['keys'] ?? null, ...inner.sort()]);
}
