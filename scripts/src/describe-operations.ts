import type { Described, KeyRule, OperationDescriptor } from './descriptor.ts';
import { expandVariants } from './expand-variants.ts';
import type { Document, Operation, Parameter, Schema } from './openapi.ts';
import { operationsOf, resolve } from './openapi.ts';
import { factsOf } from './operation-facts.ts';

/** Describes all operations of a published document, variants one by one. */
export function describeOperations(module: string, document: Document): Described[] {
  const expanded = expandVariants(document);
  const real = new Map(
    operationsOf(document).flatMap(({ path, operation }) =>
      (operation['x-variants'] ?? [operation]).map(({ operationId }) => [operationId, path] as const),
    ),
  );
  return operationsOf(expanded).map(({ path: template, method, operation }) => {
    const path = real.get(operation.operationId) ?? template;
    const variant = document.paths[path]?.[method]?.['x-variants']?.find(
      ({ operationId }) => operationId === operation.operationId,
    );
    const { requests, windowSeconds, lockSeconds, source } = operation['x-rate-limit'];
    const parameters = (operation.parameters ?? []).map((entry) => resolve(expanded, entry));
    const body = bodyOf(expanded, operation);
    const descriptor: OperationDescriptor = {
      id: operation.operationId,
      module,
      method: method.toUpperCase(),
      path,
      template,
      bucket: `${method.toUpperCase()} ${path.replace(/\{[^}]+\}/g, '{}')}`,
      limit: requests,
      limitSource: source,
      windowMs: windowSeconds * 1000,
      lockMs: lockSeconds * 1000,
      scopes: operation.security.flatMap((entry) => Object.values(entry).flat()),
      errors: Object.fromEntries(
        (operation['x-error-codes'] ?? []).map(({ code, status }) => [code, status]),
      ),
      retry: operation['x-retry-class'],
      reply: replyOf(operation),
      ...replyKeysOf(expanded, operation),
      query: queryOf(expanded, parameters),
      ...(variant?.select && { select: variant.select }),
      ...(operation['x-never-retry-when'] && { neverRetryWhen: operation['x-never-retry-when'] }),
      ...(body && { body }),
      ...batchOf(expanded, operation, parameters),
    };
    const notable = (operation['x-error-codes'] ?? []).filter(({ source: from }) => from !== 'observed');
    return { ...descriptor, facts: factsOf(descriptor, notable) };
  });
}

function replyOf({ responses }: Operation): OperationDescriptor['reply'] {
  if (!responses['200']) return 'none';
  return responses['204'] ? 'optional' : 'json';
}

/** The keys that a JSON reply always has. */
function replyKeysOf(document: Document, { responses }: Operation): Pick<OperationDescriptor, 'replyKeys'> {
  const schema = resolve(document, responses['200'] ?? {}).content?.['application/json']?.schema;
  return schema ? { replyKeys: resolve(document, schema).required ?? [] } : {};
}

function queryOf(document: Document, parameters: Parameter[]): OperationDescriptor['query'] {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  return {
    required: query.filter(({ required }) => required === true).map(({ name }) => name),
    keys: Object.fromEntries(query.map(({ name, schema }) => [name, ruleOf(resolve(document, schema))])),
  };
}

function bodyOf(document: Document, { requestBody }: Operation): OperationDescriptor['body'] {
  if (!requestBody) return undefined;
  const schema = resolve(document, requestBody.content['application/json']?.schema ?? {});
  return {
    optional: requestBody.required !== true,
    required: schema.required ?? [],
    keys: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, entry]) => [
        name,
        ruleOf(resolve(document, entry)),
      ]),
    ),
    ...(schema.minProperties !== undefined && { minKeys: schema.minProperties }),
  };
}

const bounds = ['minLength', 'maxLength', 'minItems', 'maxItems', 'enum'] as const;

function ruleOf(schema: Schema): KeyRule {
  return Object.fromEntries(
    bounds.flatMap((bound) => (schema[bound] === undefined ? [] : [[bound, schema[bound]]])),
  );
}

/** The most items one call takes, from the schema of the field that x-batch names. */
function batchOf(
  document: Document,
  operation: Operation,
  parameters: Parameter[],
): Pick<OperationDescriptor, 'batch'> {
  const batch = operation['x-batch'];
  if (!batch) return {};
  const schema =
    batch.in === 'query'
      ? parameters.find(({ name }) => name === batch.field)?.schema
      : resolve(document, operation.requestBody?.content['application/json']?.schema ?? {}).properties?.[
          batch.field
        ];
  const maximum = schema && resolve(document, schema).maxItems;
  if (maximum === undefined)
    throw new Error(`x-batch of ${operation.operationId}: ${batch.field} has no maxItems.`);
  return { batch: { ...batch, maximum } };
}
