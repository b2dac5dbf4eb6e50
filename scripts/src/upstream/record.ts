import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentFacts, PlaceFacts } from './facts/facts.ts';
import { parsePlace } from './facts/place.ts';
import { canonical, listOf, mappingOf, own, textOf } from './read/json.ts';
import type { Json } from './read/upstream-document.ts';
import { UnreadableDocument } from './read/upstream-document.ts';

/** Where the facts of upstream's document stand as they were last reviewed. */
export function recordFile(module: string): string {
  return `specs/upstream/${module}.json`;
}

/** One line for each place, in an order that does not depend on the document's: a change is a change of a few lines. */
export function recordText(facts: DocumentFacts): string {
  const operations = [...facts.operations]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(
      ({ upstreamId, key, realPath, places }) =>
        `    {\n      "upstreamId": ${JSON.stringify(upstreamId)},\n      "key": ${JSON.stringify(key)},\n` +
        `      "realPath": ${JSON.stringify(realPath)},\n      "places": ${placesText(places, '      ')}\n    }`,
    );
  return `{\n  "places": ${placesText(facts.places, '  ')},\n  "operations": [\n${operations.join(',\n')}\n  ]\n}\n`;
}

function placesText(places: Map<string, PlaceFacts>, indent: string): string {
  const lines = [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, facts]) => `${indent}  ${JSON.stringify(place)}: ${canonical(facts)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** Reads what `recordText` wrote; nothing when there is no record yet. */
export async function readRecord(root: string, module: string): Promise<DocumentFacts | undefined> {
  const file = recordFile(module);
  const text = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseRecord(file, text);
}

function parseRecord(file: string, text: string): DocumentFacts {
  const broken = (problem: string) =>
    new UnreadableDocument(file, undefined, `${problem} Take it back from git, or record the document anew.`);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw broken(`This is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  const placesOf = (entry: Json | undefined): Map<string, PlaceFacts> => {
    const found = mappingOf(entry);
    if (!found) throw broken('Its `places` are no mapping.');
    return new Map(
      Object.entries(found).map(([place, facts]) => {
        const known = mappingOf(facts);
        if (!known || !isPlace(place)) throw broken(`It has no facts at \`${place}\`.`);
        return [place, known];
      }),
    );
  };
  const document = mappingOf(value);
  return {
    places: placesOf(own(document, 'places')),
    operations: listOf(own(document, 'operations')).map((entry) => {
      const operation = mappingOf(entry);
      const [upstreamId, key, realPath] = ['upstreamId', 'key', 'realPath'].map((name) =>
        textOf(own(operation, name)),
      );
      if (upstreamId === undefined || key === undefined || realPath === undefined)
        throw broken('An operation lacks `upstreamId`, `key` or `realPath`.');
      return { upstreamId, id: upstreamId, key, realPath, places: placesOf(own(operation, 'places')) };
    }),
  };
}

function isPlace(place: string): boolean {
  return /^\w/.test(place) && parsePlace(place).head !== '';
}

export async function writeRecord(root: string, module: string, facts: DocumentFacts): Promise<void> {
  const path = join(root, recordFile(module));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, recordText(facts));
}
