import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { operations } from '@cliqkit/types';
import { createClient } from '@hey-api/openapi-ts';
import { expandVariants } from '../../../../scripts/src/expand-variants.ts';
import type { Document } from '../../../../scripts/src/openapi.ts';

/** The documents that @cliqkit/types ships as one, with a path for each operation. */
async function wholeDocument(): Promise<Document> {
  const documents = await Promise.all(
    [...new Set(Object.values(operations).map(({ module }) => module))].map(async (name) => {
      const file = new URL(`../../../types/openapi/${name}.json`, import.meta.url);
      return expandVariants(JSON.parse(await readFile(file, 'utf8')) as Document);
    }),
  );
  const merge = <Part>(part: (document: Document) => Part): Part => Object.assign({}, ...documents.map(part));
  const [first] = documents;
  if (first === undefined) throw new Error('there is no document');
  return {
    ...first,
    paths: merge(({ paths }) => paths),
    components: {
      ...merge(({ components }) => components),
      schemas: merge(({ components }) => components.schemas),
      parameters: merge(({ components }) => components.parameters ?? {}),
      responses: merge(({ components }) => components.responses ?? {}),
    },
  };
}

/** Generates the SDK of hey-api with its defaults: types, one function for each operation, its client for fetch. */
export async function generateSdk(folder: string): Promise<void> {
  const input = `${folder}.json`;
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(input, JSON.stringify(await wholeDocument()));
  await createClient({
    input,
    output: { path: folder, importFileExtension: '.js' },
    logs: { level: 'silent' },
  });
}
