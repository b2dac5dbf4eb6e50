import { createRequire } from 'node:module';
import type { OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import { requireOperationId } from '../../src/spec/operation-id.ts';

/*
 * What calls look like, read from the published OpenAPI documents.
 */

/** As much of JSON Schema as the documents use for what is sent. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface OperationObject {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
  readonly 'x-variants'?: readonly { readonly operationId: string; readonly body?: string }[];
}

interface PublishedDocument {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, OperationObject>> & { readonly parameters?: OperationObject['parameters'] }
    >
  >;
  readonly components: {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

/** What a call of one operation looks like. */
export interface Shape {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
  /** Names of the schemas of the ids in the path, in its order. */
  readonly idKinds: readonly string[];
  readonly query: readonly Parameter[];
  readonly body: { readonly schema: Schema; readonly required: boolean } | undefined;
  /** The schema that a reference leads to. */
  readonly schemaAt: (reference: string) => Schema;
}

const require = createRequire(import.meta.url);

export function nameIn(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}

function documentOf(module: string): PublishedDocument {
  return require(`@cliqkit/types/openapi/${module}.json`);
}

function shapeOf(id: OperationId): Shape {
  const { module, method, path } = operations[id];
  const { paths, components } = documentOf(module);
  const here = paths[path];
  const operation = here?.[method.toLowerCase()];
  if (here === undefined || operation === undefined) throw new Error(`no ${method} ${path} in the documents`);
  const parameters = [...(here.parameters ?? []), ...(operation.parameters ?? [])].flatMap((parameter) =>
    '$ref' in parameter ? (components.parameters?.[nameIn(parameter.$ref)] ?? []) : parameter,
  );
  const content = operation.requestBody?.content['application/json'].schema;
  const variant = operation['x-variants']?.find(({ operationId }) => operationId === id)?.body;
  const schema = variant === undefined ? content : components.schemas[variant];
  const inPath = [...path.matchAll(/\{(\w+)\}/gu)].flatMap(([, name]) =>
    parameters.filter((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  return {
    operation: id,
    method,
    path,
    idKinds: inPath.map(({ schema: { $ref = '' } }) => nameIn($ref)),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: schema === undefined ? undefined : { schema, required: operation.requestBody?.required === true },
    schemaAt(reference) {
      const found = components.schemas[nameIn(reference)];
      if (found === undefined) throw new Error(`no ${reference} in the documents`);
      return found;
    },
  };
}

/** The shape of every operation. */
export const shapes: readonly Shape[] = Object.keys(operations).map((id) => shapeOf(requireOperationId(id)));
