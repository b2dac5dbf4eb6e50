import type { RetryClass } from './descriptor.ts';

/** The parts of an OpenAPI 3.1 document, with this project's extensions, that generation reads. */

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
const methods: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

export interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  oneOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: Schema;
}

export interface Media {
  schema?: Schema;
  examples?: Record<string, unknown>;
}

interface Response {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
}

export interface ErrorCode {
  code: string;
  status: number;
  source: 'documented' | 'schema' | 'observed' | 'inferred';
  when: string;
}

export interface CommonErrorCode extends ErrorCode {
  appliesTo: 'all' | 'body' | 'input' | 'required';
}

export interface DataCenter {
  id: string;
  region: string;
  api: string;
  accounts: string;
}

interface Batch {
  in: 'body' | 'query';
  field: string;
}

/** One operation among several that share a URL and a method. */
export interface Variant {
  operationId: string;
  upstreamId: string;
  template: string;
  summary: string;
  description: string;
  query?: string[];
  select?: { query: Record<string, string> };
  body?: string;
  response?: string;
  retryClass?: RetryClass;
  batch?: Batch;
  errors: ErrorCode[];
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags?: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response>;
  'x-upstream-id'?: string;
  'x-rate-limit': {
    requests: number;
    windowSeconds: number;
    lockSeconds: number;
    source: 'documented' | 'assumed';
  };
  'x-retry-class': RetryClass;
  'x-never-retry-when'?: { query: Record<string, string> };
  'x-error-codes'?: ErrorCode[];
  'x-variants'?: Variant[];
  'x-batch'?: Batch;
}

export type PathItem = { parameters?: Parameter[] } & Partial<Record<Method, Operation>>;

export interface Document {
  openapi: string;
  info: { title: string; version: string; description?: string };
  servers?: { url: string; description?: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    responses?: Record<string, Response>;
  };
}

/** The schemas and parameters refer to one another by local pointers; this follows one. */
export function resolve<T extends { $ref?: string }>(document: Document, node: T): T {
  if (node.$ref === undefined) return node;
  let target: unknown = document;
  for (const step of node.$ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)[step];
  }
  const { $ref: _, ...siblings } = node;
  return { ...(resolve(document, target as T) as object), ...siblings } as T;
}

/** Every operation of a document with its path and method, in the document's order. */
export function operationsOf(
  document: Document,
): { path: string; method: Method; item: PathItem; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, item, operation }] : [];
    }),
  );
}
