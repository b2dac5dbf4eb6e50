import type { LocatedFacts } from '../facts/collect-facts.ts';
import { pointerKey } from '../facts/collect-facts.ts';
import { alignOperations } from '../facts/compare-facts.ts';
import type { Difference, DocumentFacts } from '../facts/facts.ts';
import { factsOfSpec } from '../facts/facts-of-spec.ts';
import { factsOfUpstream } from '../facts/facts-of-upstream.ts';
import { nameInPlace, parentPlace } from '../facts/place.ts';
import { valueAt } from '../read/json.ts';
import type { Pointer, UpstreamDocument } from '../read/upstream-document.ts';
import { readRecord, recordFile } from '../record.ts';
import type { LocatedDeviation } from './deviations.ts';
import { readDeviations } from './deviations.ts';
import type { DiffReport, Drift } from './drift.ts';
import type { Finding } from './find-drifts.ts';
import { findDrifts } from './find-drifts.ts';
import { judge, largest } from './levels.ts';
import { locate, locateDeviation } from './locate.ts';
import { publishedSpec } from './our-spec.ts';
import { SpecFiles } from './spec-files.ts';
import { sentenceOn } from './words.ts';

export interface Diffed {
  report: DiffReport;
  /** Drifts that no deviation explains: with one, the document cannot be recorded. */
  unexplained: Drift[];
  upstream: DocumentFacts;
}

/** What a document of upstream's is compared with: our spec, what explains differences from it, and the record. */
export interface OurSide {
  module: string;
  ours: DocumentFacts;
  deviations: LocatedDeviation[];
  recorded: DocumentFacts | undefined;
  files: SpecFiles;
}

export async function readOurSide(root: string, module: string): Promise<OurSide> {
  const [ours, deviations, recorded] = await Promise.all([
    publishedSpec(root, module).then(factsOfSpec),
    readDeviations(root),
    readRecord(root, module),
  ]);
  return { module, ours, deviations, recorded, files: new SpecFiles(root) };
}

/** Compares a document of upstream's with the spec of a module and with the record of the document before it. */
export function diffUpstream(side: OurSide, document: UpstreamDocument): Diffed {
  const { module, ours, deviations, recorded, files } = side;
  const upstream = factsOfUpstream(document);
  const { findings, met, ended } = findDrifts({ module, ours, upstream, recorded, deviations });
  const lines = new SourceLines(document, ours, upstream);
  const found = findings.map((finding) => ({
    finding,
    drift: driftOf(finding, { files, module, lines, met: new Set(met.map(({ id }) => id)) }),
  }));
  const over = ended.map(
    ({ id, where, line }): Drift => ({
      place: 'document',
      fact: 'deviation',
      upstream: undefined,
      ours: id,
      change: 'ended',
      text: `Deviation ${id} (${where}) explains no difference any more.`,
      breaks: 'none',
      level: 'patch',
      banner: false,
      edit: locateDeviation(line, `deviation ${id}: take it out, or mend its \`covers\``),
      source: { line: 1 },
    }),
  );
  const drifts = [...found.map(({ drift }) => drift), ...over].sort((a, b) => order(b) - order(a));
  return {
    report: {
      module,
      file: document.file,
      drifts,
      deviations: met,
      level: largest(drifts.map(({ level }) => level)),
    },
    unexplained: found.flatMap(({ finding, drift }) => (finding.why === 'unexplained' ? [drift] : [])),
    upstream,
  };
}

function order({ level }: Drift): number {
  return ['patch', 'minor', 'major'].indexOf(level);
}

function driftOf(
  finding: Finding,
  { files, module, lines, met }: { files: SpecFiles; module: string; lines: SourceLines; met: Set<string> },
): Drift {
  const { difference, judged, why, deviation } = finding;
  const source = { line: lines.lineOf(difference) };
  const text = sentenceOn(finding);
  if (why === 'agreed') {
    // A deviation that still explains other differences stays as it is.
    const over = deviation && !met.has(deviation.id);
    const edit = over
      ? locateDeviation(deviation.line, `deviation ${deviation.id}, which is over`)
      : { file: recordFile(module), line: 1, what: 'the record; `pnpm upstream record` takes the change in' };
    return {
      ...difference,
      change: 'ended',
      text,
      breaks: 'none',
      level: 'patch',
      banner: false,
      edit,
      source,
    };
  }
  const { change, breaks, level, banner } = judge(judged);
  return {
    ...difference,
    change,
    text,
    breaks,
    level,
    banner,
    edit: locate(files, module, difference),
    source,
  };
}

/** Where upstream's document says what a difference is about. */
class SourceLines {
  readonly #document: UpstreamDocument;
  readonly #upstream: LocatedFacts;
  readonly #keys: Map<string, string>;

  constructor(document: UpstreamDocument, ours: DocumentFacts, upstream: LocatedFacts) {
    this.#document = document;
    this.#upstream = upstream;
    this.#keys = new Map(
      alignOperations(ours, upstream).flatMap(({ ours: left, upstream: right }): [string, string][] =>
        right ? [[left?.id ?? right.id, right.key]] : [],
      ),
    );
  }

  lineOf({ operation, place, fact, upstream }: Difference): number {
    const key = operation === undefined ? undefined : this.#keys.get(operation);
    if (operation !== undefined && key === undefined) return this.#document.lineOf(['paths']);
    const renamed = fact === 'renamed' ? renamedPlace(place, String(upstream)) : place;
    for (let at: string | undefined = renamed; at !== undefined; at = parentPlace(at)) {
      const pointer = this.#upstream.pointers.get(pointerKey(key, at));
      if (pointer) return this.#document.lineOf(at === renamed ? this.#ofFact(pointer, fact) : pointer);
    }
    const whole = key === undefined ? undefined : this.#upstream.pointers.get(pointerKey(key, 'operation'));
    return this.#document.lineOf(whole ?? []);
  }

  #ofFact(at: Pointer, fact: string): Pointer {
    const keys = factKeys[fact] ?? [[fact], ['schema', fact]];
    const found = keys.find((steps) => valueAt(this.#document.value, [...at, ...steps]) !== undefined);
    return found ? [...at, ...found] : at;
  }
}

function renamedPlace(place: string, name: string): string {
  const parent = parentPlace(place);
  return parent === undefined
    ? place.replace(/ .*/s, ` ${nameInPlace(name)}`)
    : `${parent}.${nameInPlace(name)}`;
}

const factKeys: Record<string, Pointer[]> = {
  limit: [['description']],
  lock: [['description']],
  errors: [['description']],
  values: [['description']],
  'prose values': [['description']],
  'prose maxLength': [['description']],
  'prose maxItems': [['description']],
  'prose maximum': [['description']],
  scopes: [['security']],
  upstreamId: [['operationId']],
  virtual: [['x-virtual-endpoint']],
  realPath: [['x-display-path']],
  closed: [['additionalProperties']],
  open: [['additionalProperties']],
  present: [[]],
};
