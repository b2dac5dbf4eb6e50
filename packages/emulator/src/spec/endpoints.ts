import type { OperationDescriptor } from '@cliqkit/types';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { once } from '../pipeline/once.ts';
import type { OpenApiDocument, OperationObject, ParameterObject } from './documents.ts';
import { descriptors, documents } from './documents.ts';
import { schemaAt } from './schemas.ts';

interface QueryParameter {
  readonly definition: ParameterObject;
  readonly validate: () => ValidateFunction;
}

/** An operation and the schema of its body. */
export interface Variant {
  readonly descriptor: OperationDescriptor;
  readonly validateBody?: () => ValidateFunction;
}

/** A URL and a method: one operation, or the variants that share it. */
export interface Endpoint {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, QueryParameter>;
  readonly variants: readonly [Variant, ...Variant[]];
}

function queryParameters(
  descriptor: OperationDescriptor,
  document: OpenApiDocument,
  operation: OperationObject,
): ReadonlyMap<string, QueryParameter> {
  const found = new Map<string, QueryParameter>();
  for (const [index, parameter] of (operation.parameters ?? []).entries()) {
    const shared = '$ref' in parameter ? parameter.$ref.split('/').slice(1) : undefined;
    const definition =
      '$ref' in parameter ? document.components.parameters?.[shared?.at(-1) ?? ''] : parameter;
    if (definition?.in !== 'query') continue;
    const inline = ['paths', descriptor.path, descriptor.method.toLowerCase(), 'parameters', String(index)];
    const path = [...(shared ?? inline), 'schema'];
    found.set(definition.name, { definition, validate: once(() => schemaAt(descriptor.module, path)) });
  }
  return found;
}

function variantOf(descriptor: OperationDescriptor, operation: OperationObject): Variant {
  if (operation.requestBody === undefined) return { descriptor };
  const body = operation['x-variants']?.find(({ operationId }) => operationId === descriptor.id)?.body;
  const path =
    body === undefined
      ? [
          'paths',
          descriptor.path,
          descriptor.method.toLowerCase(),
          'requestBody',
          'content',
          'application/json',
          'schema',
        ]
      : ['components', 'schemas', body];
  return { descriptor, validateBody: once(() => schemaAt(descriptor.module, path)) };
}

function operationOf(descriptor: OperationDescriptor): {
  document: OpenApiDocument;
  operation: OperationObject;
} {
  const document = documents.get(descriptor.module);
  const operation = document?.paths[descriptor.path]?.[descriptor.method.toLowerCase()];
  if (document === undefined || operation === undefined) {
    throw new Error(`@cliqkit/emulator: no ${descriptor.method} ${descriptor.path} in the published specs`);
  }
  return { document, operation };
}

function endpointsOf(all: readonly OperationDescriptor[]): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const descriptor of all) {
    const { document, operation } = operationOf(descriptor);
    const variant = variantOf(descriptor, operation);
    const known = found.get(descriptor.bucket);
    found.set(descriptor.bucket, {
      method: descriptor.method,
      segments: descriptor.path.split('/').slice(1),
      query: known?.query ?? queryParameters(descriptor, document, operation),
      variants: known === undefined ? [variant] : [...known.variants, variant],
    });
  }
  return [...found.values()];
}

/** Every URL and method of the published specs. */
export const endpoints: readonly Endpoint[] = endpointsOf(descriptors);
