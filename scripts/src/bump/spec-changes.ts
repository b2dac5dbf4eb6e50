import type { Document } from '../openapi.ts';
import type { Manifest } from '../public-manifests.ts';
import type { Level } from '../upstream/diff/drift.ts';
import type { Verdict } from '../upstream/diff/levels.ts';
import { judge } from '../upstream/diff/levels.ts';
import { withRenames } from '../upstream/diff/renames.ts';
import { alignOperations, compareFacts } from '../upstream/facts/compare-facts.ts';
import type { Difference, DocumentFacts } from '../upstream/facts/facts.ts';
import { factsOfSpec } from '../upstream/facts/facts-of-spec.ts';
import { parsePlace } from '../upstream/facts/place.ts';
import type { Change, ChangeKind } from './change.ts';
import { larger } from './change.ts';
import { fillIn } from './fill-in.ts';
import { extensionChanges, otherChanges } from './other-changes.ts';
import { packagesConcerned } from './release-levels.ts';
import type { NamedSchema } from './schema-at.ts';
import { SchemaFinder } from './schema-at.ts';
import { sentenceFor } from './sentence.ts';

/** A change of one operation, or of none, before equal ones become a line. */
export interface SpecChange {
  module: string;
  kind: ChangeKind;
  level: Level;
  /** With `%` where the operations stand, and `{one|several}` for verbs. */
  sentence: string;
  operation?: string;
  /** Whether the emulator, which judges calls by the specs, does something else. */
  emulated: boolean;
}

const none: DocumentFacts = { places: new Map(), operations: [] };

/** What became of the bundled specs, by path of `<module>.json`, in lines for users. */
export function compareSpecs(
  older: Map<string, string>,
  newer: Map<string, string>,
  manifests: Manifest[],
): Change[] {
  const paths = [...new Set([...older.keys(), ...newer.keys()])].sort();
  const changes = paths.flatMap((path) => {
    const [was, now] = [older.get(path), newer.get(path)];
    return was === now ? [] : compareModule(moduleOf(path), documentIn(path, was), documentIn(path, now));
  });
  return inLines(changes, manifests);
}

function moduleOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.json$/, '');
}

function documentIn(path: string, text: string | undefined): Document | undefined {
  if (text === undefined) return undefined;
  try {
    // It was written by `pnpm generate`, after the linter.
    return JSON.parse(text) as Document;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpecError(`${path} is not JSON: ${reason} Run \`pnpm generate\` to write it again.`);
  }
}

/** A bundled spec cannot be read. */
export class SpecError extends Error {}

function compareModule(module: string, was: Document | undefined, now: Document | undefined): SpecChange[] {
  const [before, after] = [was ? factsOfSpec(was) : none, now ? factsOfSpec(now) : none];
  const schemaOf = was && now ? schemaFinder(was, now) : () => undefined;
  const found = [
    ...renamedOperations(module, before, after),
    ...withRenames(compareFacts(before, after))
      .filter(isForUsers)
      .map((difference) => ofDifference(module, difference, schemaOf(difference))),
    ...(was && now ? extensionChanges(module, was, now) : []),
  ];
  return found.length === 0 && was && now ? otherChanges(module, was, now) : found;
}

/**
 * Servers are data centres, which the API report of `@cliqkit/types` has by name. That a schema is not used any more, or is
 * again, follows from what is told of the operations.
 */
function isForUsers({ place, fact }: Difference): boolean {
  return !(place === 'document' && fact === 'servers') && !(!isOfOperation(place) && fact === 'present');
}

function isOfOperation(place: string): boolean {
  return !['document', 'schema'].includes(parsePlace(place).head);
}

/** The named schema that a difference is one of, rather than of the place alone. */
function schemaFinder(was: Document, now: Document): (difference: Difference) => NamedSchema | undefined {
  const [before, after] = [new SchemaFinder(was), new SchemaFinder(now)];
  return ({ operation, place, fact, upstream }) => {
    if (operation === undefined || place === 'operation') return undefined;
    const isOfParent = ['present', 'required', 'renamed'].includes(fact);
    const finder = fact === 'renamed' || upstream === undefined ? before : after;
    const found = finder.find(operation, place, isOfParent);
    return found && before.differs(after, found.name) ? found : undefined;
  };
}

function ofDifference(module: string, difference: Difference, schema: NamedSchema | undefined): SpecChange {
  const verdict = judge(difference);
  const { operation, place, fact } = difference;
  const isAddedOperation = place === 'operation' && fact === 'present' && verdict.change === 'added';
  return {
    module,
    kind: kindOf(fact, verdict),
    level: verdict.level,
    sentence: sentenceFor(difference, schema),
    ...(operation !== undefined && { operation }),
    // It plays a new operation once it has a handler; its replies are its own.
    emulated:
      operation !== undefined && !isAddedOperation && fact !== 'upstreamId' && !place.startsWith('reply'),
  };
}

function kindOf(fact: string, { change, level, banner }: Verdict): ChangeKind {
  if (level === 'major') return 'breaking';
  if (banner) return 'stricter';
  return change === 'added' && level === 'minor' && fact !== 'deprecated' ? 'new' : 'changed';
}

/** Upstream's id tells which operation is which; ours is what users call, and a change of it is a change of every name. */
function renamedOperations(module: string, before: DocumentFacts, after: DocumentFacts): SpecChange[] {
  return alignOperations(before, after).flatMap(({ ours, upstream }) =>
    ours && upstream && ours.id !== upstream.id
      ? [
          {
            module,
            kind: 'breaking' as const,
            level: 'major' as const,
            sentence: `The operation \`${ours.id}\` is called \`${upstream.id}\`.`,
            emulated: true,
          },
        ]
      : [],
  );
}

/** Changes that read the same are one line, with all operations that they are of. */
function inLines(changes: SpecChange[], manifests: Manifest[]): Change[] {
  const groups = new Map<string, SpecChange[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.sentence}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others];
    const packages = new Map<string, Level>();
    for (const change of all)
      for (const [name, level] of packagesConcerned(change, manifests))
        packages.set(name, larger(packages.get(name), level));
    const operations = [...new Set(all.flatMap(({ operation }) => operation ?? []))];
    return [{ kind: first.kind, text: fillIn(first.sentence, operations, mostNamed), packages }];
  });
}

/** How many operations a line names. */
const mostNamed = 4;
