import { createRequire } from 'node:module';
import type { AdminOperationId } from './admin-types.ts';

interface ParameterObject {
  readonly name: string;
  readonly required?: boolean;
  readonly schema: object;
}

interface OperationObject {
  readonly operationId: AdminOperationId;
  readonly parameters?: readonly (ParameterObject | { readonly $ref: string })[];
  readonly requestBody?: unknown;
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The parts of the contract that the server reads. */
interface AdminDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, ParameterObject>> };
}

/** A URL and a method of the admin API. */
export interface AdminEndpoint {
  readonly id: AdminOperationId;
  /** In capitals. */
  readonly method: string;
  readonly segments: readonly string[];
  /** JSON Schema of its parameters in path and query, as one object. */
  readonly parameters: object;
  /** Where the contract has the schema of its body; `undefined` without one. */
  readonly bodySchema: string | undefined;
  /** Whether it makes something, and says so by its status. */
  readonly created: boolean;
  /** Whether it is open to whoever has no token. */
  readonly open: boolean;
}

// `require`, because a JSON import attribute prints a warning on Node 20.
const require = createRequire(import.meta.url);

/** The contract of the admin API. */
export const adminDocument: AdminDocument = require('../../openapi/admin.json');

function pointer(...keys: readonly string[]): string {
  return keys
    .map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');
}

function parametersOf({ parameters = [] }: OperationObject): object {
  const all = parameters.flatMap((parameter) => {
    if (!('$ref' in parameter)) return [parameter];
    const shared = adminDocument.components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
    return shared === undefined ? [] : [shared];
  });
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(all.map(({ name, schema }) => [name, schema])),
    required: all.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

/** Every URL and method of the contract. */
export const adminEndpoints: readonly AdminEndpoint[] = Object.entries(adminDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      segments: path.split('/').slice(1),
      parameters: parametersOf(operation),
      bodySchema:
        operation.requestBody === undefined
          ? undefined
          : pointer('paths', path, method, 'requestBody', 'content', 'application/json', 'schema'),
      created: '201' in operation.responses,
      open: operation.security?.length === 0,
    })),
);
