import type { Specs } from './load-modules.ts';
import type { CommonErrorCode, Document, Operation } from './openapi.ts';
import { operationsOf } from './openapi.ts';

/** The document we ship: as bundled, with all data centres as servers and the common error codes on every operation. */
export function publishDocument(document: Document, specs: Specs): Document {
  const published = structuredClone(document);
  published.servers = specs.dataCenters.map(({ api, region, id }) => ({
    url: api,
    description: `${region} (${id})`,
  }));
  for (const { item, operation } of operationsOf(published)) {
    const hasBody = operation.requestBody !== undefined;
    const hasQuery = [...(item.parameters ?? []), ...(operation.parameters ?? [])].some((parameter) => {
      const name = parameter.$ref?.split('/').pop();
      return (name ? published.components.parameters?.[name] : parameter)?.in === 'query';
    });
    const common = specs.commonErrorCodes.filter((entry) => applies(entry, hasBody, hasQuery));
    addCommon(operation, common);
  }
  return published;
}

function applies({ appliesTo }: CommonErrorCode, hasBody: boolean, hasQuery: boolean): boolean {
  if (appliesTo === 'all') return true;
  return appliesTo === 'body' ? hasBody : hasBody || hasQuery;
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
