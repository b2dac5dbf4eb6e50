import { compareFacts, isOneOfList, namedAs } from '../facts/compare-facts.ts';
import type { Difference, DocumentFacts } from '../facts/facts.ts';
import { canonical } from '../read/json.ts';
import { isCovered } from './covers.ts';
import type { LocatedDeviation } from './deviations.ts';
import type { MetDeviation } from './drift.ts';
import { withRenames } from './renames.ts';
import { DifferenceIndex, sameValue } from './same-change.ts';

/** What a drift is about, before it is put into words. */
export interface Finding {
  difference: Difference;
  /** The pair of values whose change is judged, as `ours` (before) and `upstream` (after). */
  judged: Difference;
  /** Why it is reported: no deviation explains it; it changed since the record, though a deviation explains it; the two sides agree now. */
  why: 'unexplained' | 'changed' | 'agreed';
  /** The deviation that explains the place, or did. */
  deviation?: LocatedDeviation;
}

export interface Findings {
  findings: Finding[];
  met: MetDeviation[];
  /** Deviations that explain nothing any more and that no finding names. */
  ended: LocatedDeviation[];
}

type Explain = (difference: Difference) => LocatedDeviation | undefined;

/** Compares upstream's document with our spec and, where there is a record, with itself as it was last reviewed. */
export function findDrifts(options: {
  module: string;
  ours: DocumentFacts;
  upstream: DocumentFacts;
  recorded?: DocumentFacts | undefined;
  deviations: LocatedDeviation[];
}): Findings {
  const { module, ours } = options;
  const deviations = options.deviations.filter(({ modules }) => modules.includes(module));
  const explain = remembered((difference) =>
    deviations.find(({ covers = [] }) => covers.some((cover) => isCovered(difference, cover, module))),
  );
  const upstream = namedAs(ours, options.upstream);
  const recorded = options.recorded && namedAs(ours, options.recorded);
  const explained = new Map(compareFacts(ours, upstream).map((each) => [each, explain(each)]));
  const before = recorded ? compareFacts(ours, recorded) : [];
  const changes = recorded ? compareFacts(recorded, upstream) : [];

  const toldByChanges = changesTellMore(changes, before, explain);
  const unexplained = [...explained].flatMap(([each, deviation]) =>
    deviation || toldByChanges(each) ? [] : [each],
  );
  const findings = withoutConsequences(
    [
      ...againstSpec(withRenames(unexplained), changes),
      ...sinceRecord({ changes, unexplained, explained, before, explain }),
    ],
    recorded,
  );
  return { findings, ...reckon(deviations, explained, findings, before, explain) };
}

function remembered(explain: Explain): Explain {
  const known = new Map<Difference, LocatedDeviation | undefined>();
  return (difference) => {
    if (!known.has(difference)) known.set(difference, explain(difference));
    return known.get(difference);
  };
}

/** Which deviations are met, and which are over without a finding that says so. */
function reckon(
  deviations: LocatedDeviation[],
  explained: Map<Difference, LocatedDeviation | undefined>,
  findings: Finding[],
  before: Difference[],
  explain: Explain,
): Pick<Findings, 'met' | 'ended'> {
  const counts = new Map<string, number>();
  for (const deviation of explained.values())
    if (deviation) counts.set(deviation.id, (counts.get(deviation.id) ?? 0) + 1);
  const named = new Set([...counts.keys(), ...findings.map(({ deviation }) => deviation?.id)]);
  const told = new DifferenceIndex(findings.map(({ difference }) => difference));
  const ended = deviations.filter(({ id, covers }) => {
    if (covers === undefined || named.has(id)) return false;
    const old = before.filter((difference) => explain(difference)?.id === id);
    return old.length === 0 || old.some((difference) => told.telling(difference).length === 0);
  });
  return { met: [...counts].map(([id, differences]) => ({ id, differences })).sort(byId), ended };
}

function byId(a: MetDeviation, b: MetDeviation): number {
  return a.id < b.id ? -1 : 1;
}

/** Where we say nothing on purpose, what is new is the change since the record, not all that upstream says. */
function changesTellMore(
  changes: Difference[],
  before: Difference[],
  explain: Explain,
): (difference: Difference) => boolean {
  const [changed, old] = [new DifferenceIndex(changes), new DifferenceIndex(before)];
  return (difference) => {
    // One value that a list of ours lacks is not silence.
    if (difference.ours !== undefined || (isOneOfList(difference) && difference.fact !== 'errors'))
      return false;
    const onPurpose = old
      .at(difference)
      .some((each) => each.fact === difference.fact && sameValue(each, difference) && explain(each));
    return onPurpose && changed.at(difference).length + changed.within(difference).length > 0;
  };
}

/** Differences that nothing explains. What our spec says is what following upstream starts from. */
function againstSpec(unexplained: Difference[], changes: Difference[]): Finding[] {
  const changed = new DifferenceIndex(changes);
  return unexplained.map((difference) => {
    const change = changed.at(difference).find(({ fact }) => fact === difference.fact);
    const known = change ? { ...difference, recorded: change.ours } : difference;
    return { difference: known, judged: difference, why: 'unexplained' };
  });
}

/** What changed since the record and is not told by an unexplained difference. */
function sinceRecord(options: {
  changes: Difference[];
  unexplained: Difference[];
  explained: Map<Difference, LocatedDeviation | undefined>;
  before: Difference[];
  explain: Explain;
}): Finding[] {
  const { explained, explain } = options;
  const told = new DifferenceIndex(options.unexplained);
  const [now, before] = [new DifferenceIndex(explained.keys()), new DifferenceIndex(options.before)];
  const untold = options.changes.filter((change) => told.telling(change).length === 0);
  return withRenames(untold).map((change): Finding => {
    const [current] = now.telling(change);
    const old = before.telling(change).map(explain).find(Boolean);
    const deviation = (current && explained.get(current)) ?? old;
    const ours = current ? current.ours : change.upstream;
    return {
      difference: { ...change, recorded: change.ours, ours },
      judged: change,
      why: current ? 'changed' : 'agreed',
      ...(deviation && { deviation }),
    };
  });
}

/** Without what only follows from another finding, and would be found again after that one has been followed. */
function withoutConsequences(findings: Finding[], recorded: DocumentFacts | undefined): Finding[] {
  const moved = new Set(
    findings.flatMap(({ difference: { operation, fact } }) => (fact === 'key' ? [operation] : [])),
  );
  const isRemoval = findings.some(
    ({ difference: { fact, upstream } }) => fact === 'present' && upstream === undefined,
  );
  const seen = new Set<string>();
  return findings.filter(({ difference: { operation = '', place, fact, upstream, ours } }) => {
    const key = canonical([operation, place, fact, upstream ?? null, ours ?? null]);
    if (seen.has(key)) return false;
    seen.add(key);
    // A path with another placeholder has another parameter.
    if (place.startsWith('path ') && moved.has(operation)) return false;
    // A schema that nothing uses any more is left over from what was removed.
    const isLeftOver = place.startsWith('schema ') && fact === 'present' && upstream !== undefined;
    return !(isLeftOver && isRemoval && recorded && !recorded.places.has(place));
  });
}
