import type { OperationId, OperationTypes } from '@cliqkit/types';

/** The JSON body of an operation; `undefined` where it may be left out, or there is none. */
export type BodyOf<Id extends OperationId> = OperationTypes[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : OperationTypes[Id] extends { requestBody?: { content: { 'application/json': infer Body } } }
    ? Body | undefined
    : undefined;

/** The query of an operation, after its texts were read as what the spec says they are. */
export type QueryOf<Id extends OperationId> = NonNullable<OperationTypes[Id]['parameters']['query']>;

/** What an operation answers when it succeeds; `undefined` is an empty 204. */
export type ReplyOf<Id extends OperationId> =
  | (OperationTypes[Id]['responses'] extends { 200: { content: { 'application/json': infer Reply } } }
      ? Reply
      : never)
  | (OperationTypes[Id]['responses'] extends { 204: unknown } ? undefined : never);
