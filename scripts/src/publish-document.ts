import type { Specs } from './load-modules.ts';
import type { CommonErrorCode, Document, Operation, PathItem } from './openapi.ts';
import { operationsOf, resolve } from './openapi.ts';

/** The document we ship: as bundled, with all data centres as servers and the common error codes on every operation. */
export function publishDocument(document: Document, specs: Specs): Document {
  const published = structuredClone(document);
  published.servers = specs.dataCenters.map(({ api, region, id }) => ({
    url: api,
    description: `${region} (${id})`,
  }));
  for (const { item, operation } of operationsOf(published)) {
    const takes = inputOf(published, item, operation);
    addCommon(
      operation,
      specs.commonErrorCodes.filter(({ appliesTo }) => takes[appliesTo]),
    );
  }
  return published;
}

/** What an operation takes that can be wrong, by the names that x-common-error-codes has for it. */
function inputOf(
  document: Document,
  item: PathItem,
  operation: Operation,
): Record<CommonErrorCode['appliesTo'], boolean> {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const query = parameters.map((entry) => resolve(document, entry)).filter((entry) => entry.in === 'query');
  const schema = operation.requestBody?.content['application/json']?.schema;
  const bodies = (schema?.oneOf ?? (schema ? [schema] : [])).map((entry) => resolve(document, entry));
  return {
    all: true,
    body: bodies.length > 0,
    input: bodies.length > 0 || query.length > 0,
    required:
      bodies.some(({ required = [] }) => required.length > 0) ||
      query.some(({ required }) => required === true),
  };
}

/** An operation's own entry wins: it says more precisely when its code comes. */
function addCommon(operation: Operation, common: CommonErrorCode[]): void {
  const merge = (own: Operation['x-error-codes'] = []) => [
    ...own,
    ...common
      .filter(({ code }) => !own.some((entry) => entry.code === code))
      .map(({ appliesTo: _, ...entry }) => entry),
  ];
  if (operation['x-variants']) {
    for (const variant of operation['x-variants']) variant.errors = merge(variant.errors);
  } else {
    operation['x-error-codes'] = merge(operation['x-error-codes']);
  }
}
