import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../../scripts/src/openapi.ts';
import { operationsOf } from '../../../scripts/src/openapi.ts';
import { modules, root } from '../paths.ts';

/** The published document of a module. */
export function publishedDocument(name: string): Document {
  // Made by `pnpm generate`, which checks it against the schema of OpenAPI.
  return JSON.parse(readFileSync(join(root, `packages/types/openapi/${name}.json`), 'utf8')) as Document;
}

/** What stands behind the `#` of a page of the HTTP reference: Redoc makes these places when it runs. */
export function referencePlaces(): Map<string, string[]> {
  return new Map(
    modules.map((name) => [
      `reference/${name}.html`,
      [
        '/',
        ...operationsOf(publishedDocument(name)).flatMap(({ operation }) =>
          (operation.tags ?? []).flatMap((tag) => [
            `/${tag}`,
            `/${tag}/${operation.operationId.toLowerCase()}`,
          ]),
        ),
      ],
    ]),
  );
}
