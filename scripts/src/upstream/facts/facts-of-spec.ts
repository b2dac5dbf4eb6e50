import { expandVariants } from '../../expand-variants.ts';
import type { Document } from '../../openapi.ts';
import { operationsOf } from '../../openapi.ts';
import type { Mapping } from '../read/json.ts';
import { listOf, mappingOf, own, sortedSet, textOf } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { collectFacts } from './collect-facts.ts';
import type { DocumentFacts } from './facts.ts';

/** What a published document of ours says (packages/types/openapi), each variant of a URL as an operation of its own. */
export function factsOfSpec(published: Document): DocumentFacts {
  const realPaths = new Map<string, string>();
  for (const { path, method, operation } of operationsOf(published)) {
    for (const { template } of operation['x-variants'] ?? [{ template: path }])
      realPaths.set(`${method.toUpperCase()} ${template}`, path);
  }
  // Our documents are JSON; their type names only the keys that generation reads.
  const expanded = expandVariants(published) as unknown as Mapping;
  const { places, operations } = collectFacts(expanded, {
    describeOperation(operation, { key, path }) {
      const id = textOf(own(operation, 'operationId')) ?? key;
      return {
        upstreamId: textOf(own(operation, 'x-upstream-id')) ?? id,
        id,
        realPath: realPaths.get(key) ?? path,
        facts: extensionFacts(operation),
      };
    },
    describedFacts: () => ({}),
  });
  return { places, operations };
}

function extensionFacts(operation: Mapping): { [fact: string]: Json } {
  const rate = mappingOf(own(operation, 'x-rate-limit'));
  const lock = own(rate, 'lockSeconds');
  const codes = listOf(own(operation, 'x-error-codes')).flatMap(
    (entry) => textOf(own(mappingOf(entry), 'code')) ?? [],
  );
  return {
    ...(rate && { limit: `${String(own(rate, 'requests'))}/${String(own(rate, 'windowSeconds'))}s` }),
    ...(lock !== undefined && { lock }),
    ...(codes.length > 0 && { errors: sortedSet(codes) }),
  };
}
