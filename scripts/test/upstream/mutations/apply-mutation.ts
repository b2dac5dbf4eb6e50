import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { OurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import { diffUpstream, readOurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import type { Drift } from '../../../src/upstream/diff/drift.ts';
import { parseDocumentText } from '../../../src/upstream/read/read-document.ts';
import type { UpstreamDocument } from '../../../src/upstream/read/upstream-document.ts';
import { publishedFile, standIn } from '../stand-in.ts';
import { EditableDocument } from './editable-document.ts';
import type { Expected, Module } from './mutation.ts';

/** A fixture, read, and what it is compared with. */
export interface Subject {
  module: Module;
  text: string;
  document: UpstreamDocument;
  side: OurSide;
}

async function readSubject(module: Module): Promise<Subject> {
  const file = publishedFile(module);
  const text = await readFile(file, 'utf8');
  return {
    module,
    text,
    document: parseDocumentText(file, text),
    side: await readOurSide(standIn, module),
  };
}

const [pins, folders, threads] = await Promise.all([
  readSubject('pins'),
  readSubject('folders'),
  readSubject('threads'),
]);

export const subjects: Record<Module, Subject> = { pins, folders, threads };

/** Changes the data of a fixture. */
export function changed(
  { document }: Subject,
  change: (document: EditableDocument) => void,
): EditableDocument {
  const edited = new EditableDocument(document.value);
  change(edited);
  return edited;
}

/** The drifts of a text, read as the command reads a file. */
export function driftsOfText({ side }: Subject, text: string): Drift[] {
  return diffUpstream(side, parseDocumentText('mutated.yaml', text)).report.drifts;
}

/** The drifts of data that has gone through a file. */
export function driftsOfFile(
  subject: Subject,
  { value }: EditableDocument,
): { drifts: Drift[]; text: string } {
  const text = stringify(value, { aliasDuplicateObjects: false });
  return { drifts: driftsOfText(subject, text), text };
}

/** The drifts of data as it is. */
export function driftsOfData({ side, document }: Subject, { value }: EditableDocument): Drift[] {
  return diffUpstream(side, { ...document, value, lineOf: () => 1 }).report.drifts;
}

/** A drift as mutations expect it, in one line. */
function inShort({ operation, place, fact, change, level, breaks, banner }: Expected | Drift): string {
  return `${operation ?? '-'} | ${place} | ${fact} | ${change} | ${level} | ${breaks}${banner ? ' | banner' : ''}`;
}

export function allInShort(drifts: readonly (Expected | Drift)[]): string[] {
  return drifts.map(inShort).sort();
}
