import type { Document } from '../../../src/openapi.ts';
import type { Draft } from '../../../src/upstream/import/make-draft.ts';
import { makeDraft } from '../../../src/upstream/import/make-draft.ts';
import { readKnownSpecs } from '../../../src/upstream/import/read-known-specs.ts';
import { parseDocumentText, readDocument } from '../../../src/upstream/read/read-document.ts';
import { repository } from '../../repo-copy.ts';
import { fixture } from './import-copy.ts';

/** A draft with its document as generation reads it. */
export interface ReadDraft extends Draft {
  api: Document;
}

/** The draft of a fixture, nothing written. */
export async function draftOfFixture(name: string, module: string): Promise<ReadDraft> {
  return read(makeDraft(await readDocument(fixture(name)), module, await readKnownSpecs(repository, module)));
}

/** The draft of a document of `paths` and whatever else stands at its top level. */
export async function draftOf(text: string, module = 'hostile'): Promise<ReadDraft> {
  const source = `openapi: 3.0.0\ninfo: { title: Made up, version: 3.0.0 }\n${text}`;
  return read(
    makeDraft(parseDocumentText('made-up.yaml', source), module, await readKnownSpecs(repository, module)),
  );
}

function read(draft: Draft): ReadDraft {
  return { ...draft, api: draft.document as unknown as Document }; // That it is one, the linter checks in other tests.
}

/** What is asked about a draft: each question with its notes. */
function asked(draft: Draft): Map<string, (string | undefined)[]> {
  const numbered = draft.questions.numbered(() => 1, draft.lineOf);
  return new Map(numbered.map(({ text, places }) => [text, places.map(({ note }) => note)]));
}

/** The notes of the one question that has these words in it. */
export function notesOf(draft: Draft, words: string): (string | undefined)[] {
  const found = [...asked(draft)].filter(([text]) => text.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} questions say "${words}".`);
  return found[0]?.[1] ?? [];
}
