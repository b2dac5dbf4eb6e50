import { createRequire } from 'node:module';
import type { OperationDescriptor } from '@cliqkit/types';
import { operations } from '@cliqkit/types';

/** A JSON Schema, or a reference to one. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: string;
  readonly default?: unknown;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: SchemaObject;
}

/** One of several operations that share a URL. */
interface VariantObject {
  readonly operationId: string;
  /** Name of the schema of its body. */
  readonly body?: string;
}

export interface OperationObject {
  readonly parameters?: readonly (ParameterObject | { readonly $ref: string })[];
  readonly requestBody?: unknown;
  readonly 'x-variants'?: readonly VariantObject[];
}

/** The parts of an OpenAPI document that the emulator plays from. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly parameters?: Readonly<Record<string, ParameterObject>> };
}

/** The descriptors, with the precise types of the constants widened to what they have in common. */
export const descriptors: readonly OperationDescriptor[] = Object.values(operations);

// `require`, because a JSON import attribute prints a warning on Node 20.
const require = createRequire(import.meta.url);

/** The published OpenAPI documents, by module. */
export const documents: ReadonlyMap<string, OpenApiDocument> = new Map(
  [...new Set(descriptors.map((descriptor) => descriptor.module))].map((module) => [
    module,
    require(`@cliqkit/types/openapi/${module}.json`),
  ]),
);
