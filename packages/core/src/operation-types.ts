import type { OperationId, OperationTypes } from '@cliqkit/types';

/** Path ids, query and body of an operation. Each is there only if the operation has it. */
export type OperationInput<Id extends OperationId> = PathOf<OperationTypes[Id]> &
  QueryOf<OperationTypes[Id]> &
  BodyOf<OperationTypes[Id]>;

type PathOf<T> = T extends { parameters: { path: infer Path extends object } }
  ? { path: Path }
  : { path?: never };

type QueryOf<T> = T extends { parameters: { query: infer Query extends object } }
  ? { query: Query }
  : T extends { parameters: { query?: infer Query extends object } }
    ? { query?: Query | undefined }
    : { query?: never };

type BodyOf<T> = T extends { requestBody: { content: { 'application/json': infer Body } } }
  ? { body: Body }
  : T extends { requestBody?: never }
    ? { body?: never }
    : T extends { requestBody?: { content: { 'application/json': infer Body } } }
      ? { body?: Body | undefined }
      : { body?: never };

/** What a success of an operation carries: its JSON, `undefined` when it has none, or either. */
export type OperationOutput<Id extends OperationId> =
  | JsonOf<OperationTypes[Id]['responses']>
  | EmptyOf<OperationTypes[Id]['responses']>;

type JsonOf<Responses> = Responses extends { 200: { content: { 'application/json': infer Json } } }
  ? Json
  : never;
type EmptyOf<Responses> = Responses extends { 204: unknown } ? undefined : never;
