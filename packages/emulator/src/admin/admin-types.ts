import type { operations } from './generated/admin-api.ts';

/** Names of the operations of the admin API. */
export type AdminOperationId = keyof operations;

type Json<Holder> = Holder extends { readonly content: { readonly 'application/json': infer Body } }
  ? Body
  : undefined;

type Parameters<Id extends AdminOperationId> = operations[Id]['parameters'];
type Given<Value> = NonNullable<Value> extends never ? unknown : NonNullable<Value>;

/** What an operation is asked with: path and query as one. */
export type AdminParameters<Id extends AdminOperationId> = Given<Parameters<Id>['path']> &
  Given<Parameters<Id>['query']>;

/** The body of a request. */
export type AdminBody<Id extends AdminOperationId> = operations[Id] extends {
  readonly requestBody: infer Body;
}
  ? Json<Body>
  : undefined;

/** What an operation answers. */
export type AdminResult<Id extends AdminOperationId> = operations[Id]['responses'] extends infer Responses
  ? Responses extends { readonly 200: infer Reply }
    ? Json<Reply>
    : Responses extends { readonly 201: infer Reply }
      ? Json<Reply>
      : // biome-ignore lint/suspicious/noConfusingVoidType: of a function that gives nothing
        void
  : never;
