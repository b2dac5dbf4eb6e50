import type { Change } from './change.ts';
import { fillIn, listOf } from './fill-in.ts';
import { memberChanges } from './member-changes.ts';
import type { Report } from './parse-report.ts';
import { parseReport } from './parse-report.ts';

/** How many entries a line names: all that a name can be imported from. */
const mostNamed = 8;

/** One change of one name, in one entry. */
interface ApiChange {
  kind: 'breaking' | 'new';
  /** What became of it, with `%` where the entry stands: "`Pins.clear` is gone from %." */
  text: string;
  report: Report;
  /** The exported names that it is about; none for whole entries. */
  names?: string[];
}

/**
 * What became of the public API, from the reports of API Extractor by path. What is gone or reads otherwise counts as
 * breaking, what is added as new: a report does not tell who implements a type and who is handed it, so the rule errs on the
 * safe side, and whoever reviews the changeset may lower it.
 */
export function compareReports(older: Map<string, string>, newer: Map<string, string>): Change[] {
  const before = parseAll(older);
  const after = parseAll(newer);
  const changes = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path): ApiChange[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old !== undefined && now !== undefined) return compareEntries(old, now);
    if (now !== undefined) return [{ kind: 'new', text: '% can be imported.', report: now }];
    return old === undefined ? [] : [{ kind: 'breaking', text: '% can no longer be imported.', report: old }];
  });
  return inOneLine(changes, [...after.values()]);
}

function parseAll(reports: Map<string, string>): Map<string, Report> {
  return new Map([...reports].map(([path, text]) => [path, parseReport(path, text)]));
}

function compareEntries(old: Report, now: Report): ApiChange[] {
  const [was, is] = [namesOf(old), namesOf(now)];
  const changes: ApiChange[] = [];
  for (const name of [...was].filter((each) => !is.has(each)).sort())
    changes.push({ kind: 'breaking', text: `\`${name}\` is gone from %.`, report: old, names: [name] });
  const names = [...is].filter((each) => !was.has(each)).sort();
  if (names.length > 0) {
    const told = listOf(names.map((name) => `\`${name}\``));
    changes.push({ kind: 'new', text: `% {exports|export} ${told}.`, report: now, names });
  }
  for (const [key, lines] of now.declarations) {
    const name = key.slice(key.indexOf(' ') + 1);
    const before = old.declarations.get(key);
    if (before === undefined || isOfTheSpecs(now, key)) continue;
    changes.push(
      ...memberChanges(name, before, lines).map((change) => ({ ...change, report: now, names: [name] })),
    );
  }
  for (const gone of old.passesOn.filter((each) => !now.passesOn.includes(each)))
    changes.push({ kind: 'breaking', text: `% no longer {passes|pass} on \`${gone}\`.`, report: now });
  for (const added of now.passesOn.filter((each) => !old.passesOn.includes(each)))
    changes.push({ kind: 'new', text: `% {passes|pass} on \`${added}\`.`, report: now });
  return changes;
}

/** What can be imported, types and values alike. */
function namesOf({ declarations, passesOnNames }: Report): Set<string> {
  return new Set([
    ...[...declarations.keys()].map((key) => key.slice(key.indexOf(' ') + 1)),
    ...passesOnNames.keys(),
  ]);
}

/** What is generated from the specs in whole is compared as facts of the specs. */
function isOfTheSpecs({ name }: Report, key: string): boolean {
  return (
    name === '@cliqkit/types' &&
    [
      'interface components',
      'interface paths',
      'interface operations',
      'interface OperationTypes',
      'const operations',
    ].includes(key)
  );
}

/** The same change in several entries is one line, and concerns those who pass it on too. */
function inOneLine(changes: ApiChange[], reports: Report[]): Change[] {
  const groups = new Map<string, ApiChange[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.text}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others];
    const entries = all.map(({ report }) => report.specifier);
    const level = first.kind === 'breaking' ? 'major' : 'minor';
    const concerned = all.flatMap(({ report, names = [] }) =>
      [report, ...passedOnBy(report, names, reports)].map(({ name }) => name),
    );
    const packages = new Map([...new Set(concerned)].sort().map((name) => [name, level] as const));
    return [{ kind: first.kind, text: fillIn(first.text, entries, mostNamed), packages }];
  });
}

/** Who passes on what a report has, and who passes on that. */
function passedOnBy(report: Report, names: string[], reports: Report[]): Report[] {
  const found = reports.filter(
    ({ passesOn, passesOnNames }) =>
      passesOn.includes(report.specifier) ||
      names.some((name) => passesOnNames.get(name) === report.specifier),
  );
  return [...found, ...found.flatMap((each) => passedOnBy(each, names, reports))];
}
