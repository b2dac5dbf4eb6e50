import type { Document, Media, Operation, Parameter, PathItem, Variant } from './openapi.ts';
import { operationsOf, resolve } from './openapi.ts';

/**
 * Gives every variant of a URL a path of its own (its template), with its exact body, query and reply, so that the
 * generated `paths` type knows all of them. The result is for openapi-typescript only: its paths may be identical
 * apart from the names of their parameters, which OpenAPI forbids.
 */
export function expandVariants(document: Document): Document {
  const expanded = structuredClone(document);
  const paths: Record<string, PathItem> = {};
  for (const { path, method, item, operation } of operationsOf(expanded)) {
    for (const variant of operation['x-variants'] ?? [undefined]) {
      const template = variant?.template ?? path;
      paths[template] ??= {};
      paths[template][method] = {
        ...(variant ? narrow(expanded, operation, variant) : operation),
        parameters: [
          ...pathParameters(expanded, item.parameters ?? [], path, template),
          ...(variant ? queryOf(expanded, operation, variant) : (operation.parameters ?? [])),
        ],
      };
    }
  }
  return { ...expanded, paths };
}

/** The path parameters under the names that the template gives them. */
function pathParameters(
  document: Document,
  parameters: Parameter[],
  path: string,
  template: string,
): Parameter[] {
  const from = placeholders(path);
  const to = placeholders(template);
  return parameters.map((entry) => {
    const parameter = resolve(document, entry);
    return { ...parameter, name: to[from.indexOf(parameter.name)] ?? parameter.name };
  });
}

/** Names of the placeholders of a template, in their order. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
}

function queryOf(document: Document, operation: Operation, { query }: Variant): Parameter[] {
  const parameters = (operation.parameters ?? []).map((entry) => resolve(document, entry));
  return query ? parameters.filter(({ name }) => query.includes(name)) : parameters;
}

function narrow(document: Document, operation: Operation, variant: Variant): Operation {
  const { 'x-variants': _, ...rest } = operation;
  const narrowed: Operation = {
    ...rest,
    operationId: variant.operationId,
    summary: variant.summary,
    description: variant.description,
    'x-upstream-id': variant.upstreamId,
    'x-retry-class': variant.retryClass ?? operation['x-retry-class'],
    'x-error-codes': variant.errors,
    ...(variant.batch && { 'x-batch': variant.batch }),
  };
  if (variant.body && operation.requestBody) {
    narrowed.requestBody = { ...operation.requestBody, content: json(variant.body) };
  }
  if (variant.response) {
    const ok = resolve(document, operation.responses['200'] ?? {});
    narrowed.responses = { ...operation.responses, '200': { ...ok, content: json(variant.response) } };
  }
  return narrowed;
}

function json(schema: string): Record<string, Media> {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
