import { createRequire } from 'node:module';
import type { Cell } from './cells.ts';
import { descriptors } from './cells.ts';

/** Where a fact comes from; the words of `x-error-codes` in the specs. */
export type Source = 'documented' | 'schema' | 'observed' | 'inferred';

interface ListedCode {
  readonly code: string;
  readonly source: Source;
}

interface ListedOperation {
  readonly 'x-error-codes'?: readonly ListedCode[];
  readonly 'x-variants'?: readonly { readonly operationId: string; readonly errors: readonly ListedCode[] }[];
}

interface PublishedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ListedOperation>>>>;
}

const require = createRequire(import.meta.url);

function documentOf(module: string): PublishedDocument {
  return require(`@cliqkit/types/openapi/${module}.json`);
}

/** Where it is known from that an operation answers a code; nothing for a cell that is not a code. */
export function sourceOf({ operation, kind }: Cell): Source | undefined {
  const { module, path, method } = descriptors[operation];
  const listed = documentOf(module).paths[path]?.[method.toLowerCase()];
  const own = listed?.['x-variants']?.find(({ operationId }) => operationId === operation)?.errors;
  return (own ?? listed?.['x-error-codes'] ?? []).find(({ code }) => code === kind)?.source;
}
